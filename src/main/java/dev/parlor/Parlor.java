package dev.parlor;

import dev.parlor.engine.SpareHeap;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Rooms where people chat, meet and play. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Parlor {

    /** Starts the server; every argument is a Spring Boot setting, such as {@code --server.port=9000}. */
    public static void main(String[] args) {
        SpareHeap.limit();
        SpringApplication.run(Parlor.class, args);
    }
}
