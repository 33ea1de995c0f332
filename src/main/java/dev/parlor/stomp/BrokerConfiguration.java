package dev.parlor.stomp;

import dev.parlor.OriginProperties;
import dev.parlor.presence.Presence;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.DefaultContentTypeResolver;
import org.springframework.messaging.converter.JacksonJsonMessageConverter;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.annotation.support.SimpAnnotationMethodMessageHandler;
import org.springframework.messaging.simp.broker.AbstractBrokerMessageHandler;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.messaging.simp.user.SimpUserRegistry;
import org.springframework.messaging.simp.user.UserDestinationMessageHandler;
import org.springframework.messaging.simp.user.UserDestinationResolver;
import org.springframework.messaging.support.AbstractSubscribableChannel;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.config.annotation.DelegatingWebSocketMessageBrokerConfiguration;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;
import org.springframework.web.socket.messaging.DefaultSimpUserRegistry;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Spring's STOMP support with our broker, connections and door in it; stands in place of
 * {@code @EnableWebSocketMessageBroker}, which would bring its own.
 *
 * <p>The channels have no pools: a connection's frames are handled one after the other, on the thread that read them or on
 * one of those for frames, and that keeps each sender's order. Handlers may look something up in the database; what is
 * written has threads of its own, and nobody waits for a client.
 */
@Configuration(proxyBeanMethods = false)
class BrokerConfiguration extends DelegatingWebSocketMessageBrokerConfiguration {

    /** Each may be held by a client that fetches over HTTP and reads slowly; WebSockets need none. */
    private static final int HTTP_THREADS = 256;
    /**
     * Not those that serve pages, which clients on slow lines may hold: nobody's frames wait for that. Handling a frame may
     * read from the database, so that there are more of them than processors.
     */
    private static final int FRAME_THREADS =
            Math.max(8, 2 * Runtime.getRuntime().availableProcessors());

    private final StompSessions sessions;
    private final StompProperties settings;
    private final OriginProperties origins;
    private final Guard guard;
    private final RoomSubscriptions subscriptions;
    private final Topics topics;
    private final Refusals refusals;
    private final Presence presence;
    private final FanOut fanOut;
    private final Heartbeats heartbeats;
    private final PlainSends plain;
    private final TickedInput ticked;
    private final JsonMapper json;

    BrokerConfiguration(
            StompSessions sessions,
            StompProperties settings,
            OriginProperties origins,
            Guard guard,
            RoomSubscriptions subscriptions,
            Topics topics,
            Refusals refusals,
            Presence presence,
            FanOut fanOut,
            Heartbeats heartbeats,
            PlainSends plain,
            TickedInput ticked,
            JsonMapper json) {
        this.sessions = sessions;
        this.settings = settings;
        this.origins = origins;
        this.guard = guard;
        this.subscriptions = subscriptions;
        this.topics = topics;
        this.refusals = refusals;
        this.presence = presence;
        this.fanOut = fanOut;
        this.heartbeats = heartbeats;
        this.plain = plain;
        this.ticked = ticked;
        this.json = json;
    }

    @Override
    protected void registerStompEndpoints(StompEndpointRegistry registry) {
        DefaultHandshakeHandler handshake = new DefaultHandshakeHandler(new JettyUpgrade(
                settings.deflate(),
                plain,
                ticked,
                threads("parlor-frames", FRAME_THREADS),
                threads("parlor-parting", 1)));
        String[] allowed = origins.origins().toArray(String[]::new);
        registry.setErrorHandler(new StompErrors());
        // Before pages: else each who connects has Spring look through all that is no WebSocket first.
        registry.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registry.addEndpoint("/ws")
                .setHandshakeHandler(handshake)
                .addInterceptors(new ConnectionLimit(sessions, settings.maxConnections()))
                .setAllowedOriginPatterns(allowed);
        registry.addEndpoint("/ws")
                .setHandshakeHandler(handshake)
                .addInterceptors(new ConnectionLimit(sessions, settings.maxConnections()))
                .setAllowedOriginPatterns(allowed)
                .withSockJS()
                .setMessageCodec(Outgoing.SOCKJS)
                .setTransportHandlerOverrides(new SockJsTransports(sessions).all(handshake))
                .setClientLibraryUrl("/webjars/sockjs-client/sockjs.min.js")
                .setSessionCookieNeeded(false);
    }

    @Override
    protected void configureWebSocketTransport(WebSocketTransportRegistration registration) {
        registration.setMessageSizeLimit(2 * (int) settings.frameLimit().toBytes());
    }

    @Override
    protected void configureClientInboundChannel(ChannelRegistration registration) {
        registration.executor(new SyncTaskExecutor()).interceptors(guard);
    }

    @Override
    protected void configureClientOutboundChannel(ChannelRegistration registration) {
        registration.executor(new SyncTaskExecutor());
    }

    @Override
    protected void configureMessageBroker(MessageBrokerRegistry registry) {
        registry.setApplicationDestinationPrefixes("/app");
    }

    @Override
    protected boolean configureMessageConverters(List<MessageConverter> converters) {
        DefaultContentTypeResolver contentType = new DefaultContentTypeResolver();
        contentType.setDefaultMimeType(MimeTypeUtils.APPLICATION_JSON);
        JacksonJsonMessageConverter converter = new JacksonJsonMessageConverter(json);
        converter.setContentTypeResolver(contentType);
        converters.add(converter);
        return false;
    }

    @Override
    protected void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new ParticipantArgument());
    }

    /** First to stop: connections are told with 1001 before the web server waits for open requests. */
    @Override
    protected int initPhase() {
        return Integer.MAX_VALUE;
    }

    @Override
    protected SimpAnnotationMethodMessageHandler createAnnotationMethodMessageHandler(
            AbstractSubscribableChannel inbound, AbstractSubscribableChannel outbound, SimpMessagingTemplate template) {
        RoomMessageHandler handler = new RoomMessageHandler(inbound, outbound, template, sessions, refusals, plain);
        handler.setPhase(getPhase());
        return handler;
    }

    @Bean
    @Override
    public AbstractBrokerMessageHandler simpleBrokerMessageHandler(
            AbstractSubscribableChannel clientInboundChannel,
            AbstractSubscribableChannel clientOutboundChannel,
            AbstractSubscribableChannel brokerChannel,
            UserDestinationResolver userDestinationResolver) {
        RoomBroker broker = new RoomBroker(
                clientInboundChannel,
                clientOutboundChannel,
                brokerChannel,
                sessions,
                subscriptions,
                topics,
                refusals,
                presence);
        broker.setPhase(getPhase());
        return broker;
    }

    @Bean
    @Override
    public WebSocketHandler subProtocolWebSocketHandler(
            AbstractSubscribableChannel clientInboundChannel, AbstractSubscribableChannel clientOutboundChannel) {
        RoomSocketHandler handler = new RoomSocketHandler(
                clientInboundChannel,
                clientOutboundChannel,
                sessions,
                settings,
                fanOut,
                heartbeats,
                threads("parlor-sockjs", HTTP_THREADS));
        handler.setPhase(getPhase());
        return handler;
    }

    /** Does nothing: a participant's own queues are known to the broker, without names of its own for them. */
    @Bean
    @Override
    public UserDestinationMessageHandler userDestinationMessageHandler(
            AbstractSubscribableChannel clientInboundChannel,
            AbstractSubscribableChannel clientOutboundChannel,
            AbstractSubscribableChannel brokerChannel,
            UserDestinationResolver userDestinationResolver) {
        return new UserDestinationMessageHandler(clientInboundChannel, brokerChannel, userDestinationResolver) {
            @Override
            public void handleMessage(Message<?> message) {}
        };
    }

    /** Knows nobody: the participants are ours to know, and Spring's registry would grow with every refused subscription. */
    @Override
    protected SimpUserRegistry createLocalUserRegistry(@Nullable Integer order) {
        return new DefaultSimpUserRegistry() {
            @Override
            public void onApplicationEvent(ApplicationEvent event) {}
        };
    }

    /** Threads that end when they are idle. What waits for them is bounded: a task or two for each connection. */
    private static ThreadPoolExecutor threads(String name, int count) {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(count, count, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, name);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
