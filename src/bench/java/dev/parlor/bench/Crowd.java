package dev.parlor.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Rooms full of guests. The rooms' names are new with each crowd, so that nobody else is there. */
final class Crowd {

    private final List<List<Guest>> rooms = new ArrayList<>();
    private final List<Guest> all = new ArrayList<>();
    /** Each runs on the connections that have something to do: more threads than processors would only take turns. */
    private final ExecutorService threads =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), work -> {
                Thread thread = new Thread(work, "guests");
                thread.setDaemon(true);
                return thread;
            });

    private final HttpClient http = HttpClient.newBuilder().executor(threads).build();

    Crowd(int rooms, int people, String joinHeaders, Tally tally, Guest.Ears ears) {
        String name = "load-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 32), 36) + "-";
        for (int room = 0; room < rooms; room++) {
            List<Guest> guests = new ArrayList<>();
            for (int seat = 0; seat < people; seat++) {
                guests.add(new Guest(name + room, room * people + seat, seat, joinHeaders, tally, ears));
            }
            this.rooms.add(guests);
            all.addAll(guests);
        }
    }

    /** The guests of each room, in the order of their seats. */
    List<List<Guest>> rooms() {
        return rooms;
    }

    List<Guest> all() {
        return all;
    }

    /** How many are not in: have not come yet, or have not been let in, or are gone. */
    long missing() {
        return all.stream().filter(guest -> !guest.isIn()).count();
    }

    /** Lets all in, so many at once; done when everybody is in or has failed. */
    CompletableFuture<Void> comeIn(Target target) {
        return CompletableFuture.runAsync(
                () -> {
                    List<URI> urls = target.urls();
                    Semaphore door = new Semaphore(target.atOnce());
                    for (int i = 0; i < all.size(); i++) {
                        door.acquireUninterruptibly();
                        all.get(i).comes(http, urls.get(i % urls.size())).whenComplete((in, failure) -> door.release());
                    }
                    door.acquireUninterruptibly(target.atOnce());
                },
                // Not the common pool: it waits here, and the client needs that pool.
                waiting -> {
                    Thread door = new Thread(waiting, "door");
                    door.setDaemon(true);
                    door.start();
                });
    }

    /** Lets all go, and waits for a while until they are gone. */
    void leave() throws InterruptedException {
        CompletableFuture<?>[] leaving = all.stream().map(Guest::leaves).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(leaving).get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException stillThere) {
            // The process ends soon, and they with it.
        }
        threads.shutdown();
    }
}
