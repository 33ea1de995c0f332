package dev.parlor.room;

import dev.parlor.engine.RateLimit;
import dev.parlor.engine.RateLimiter;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.Refused;
import dev.parlor.protocol.RoomId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/rooms")
class RoomApi {

    private static final int ADDRESSES_REMEMBERED = 10_000;

    private final Lobby lobby;
    private final RateLimiter<String> making;

    RoomApi(Lobby lobby, RoomProperties settings) {
        this.lobby = lobby;
        this.making = new RateLimiter<>(
                new RateLimit(settings.madePerMinute() / 60.0, settings.madePerMinute()), ADDRESSES_REMEMBERED);
    }

    @GetMapping
    List<RoomInfo> list() {
        return lobby.list();
    }

    @GetMapping("/{id}")
    RoomInfo find(@PathVariable String id) {
        return lobby.find(new RoomId(id));
    }

    @PostMapping
    ResponseEntity<RoomInfo> make(@RequestBody RoomRequest request, HttpServletRequest from) {
        if (!making.take(from.getRemoteAddr(), System.nanoTime())) {
            throw new Refused(ErrorCode.RATE_LIMITED, "That is many rooms in a short time; try again in a minute.");
        }
        RoomInfo made = lobby.make(request);
        return ResponseEntity.created(URI.create("/api/rooms/" + made.id())).body(made);
    }
}
