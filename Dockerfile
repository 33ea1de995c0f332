# docker build -t parlor . && docker run -p 8080:8080 -v parlor:/data parlor
# BuildKit builds it, the default since Docker 23: the cache mounts need it.

FROM node:22-slim AS node

FROM maven:3.9-eclipse-temurin-25 AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/
COPY --from=node /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.m2 --mount=type=cache,target=/root/.npm \
    ./mvnw --batch-mode --no-transfer-progress -Dmaven.test.skip -Dskip.frontend.tests package \
 && java -Djarmode=tools -jar target/parlor.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre
# By number, so that Kubernetes can tell that it is not root, and folders of the host can be given to it.
RUN groupadd --gid 10001 parlor && useradd --uid 10001 --gid parlor --no-create-home --shell /usr/sbin/nologin parlor \
 && install --directory --owner=parlor --group=parlor /data
WORKDIR /opt/parlor
# From what seldom changes to what always does: an update pulls the last two layers only.
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
# What this JVM learns of a start, which then takes half the time: classes as they are loaded, and what to compile first.
RUN PARLOR_DATA=/tmp/parlor java -XX:AOTCacheOutput=parlor.aot -Dspring.context.exit=onRefresh -jar parlor.jar \
 && rm -r /tmp/parlor
USER 10001
VOLUME /data
# The health check asks whether the disk of the data is full, not that of the image.
ENV PARLOR_DATA=/data MANAGEMENT_HEALTH_DISKSPACE_PATH=/data
EXPOSE 8080
# In bash alone: the image has neither curl nor wget.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/localhost/${SERVER_PORT:-8080} && printf 'GET /actuator/health HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q UP <&3"]
ENTRYPOINT ["java", "-XX:AOTCache=parlor.aot", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", "parlor.jar"]
