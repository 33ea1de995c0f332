package dev.parlor.chat;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the chat.
 *
 * @param maxTextLength the most characters of a line
 * @param linesPerSecond how many lines a second one connection may say, on average
 * @param burst how many lines one connection may say at once
 * @param maxWaiting how many lines may wait to be stored, in all rooms together
 */
@ConfigurationProperties("parlor.chat")
record ChatProperties(
        @DefaultValue("2000") int maxTextLength,
        @DefaultValue("10") double linesPerSecond,
        @DefaultValue("20") int burst,
        @DefaultValue("10000") int maxWaiting) {}
