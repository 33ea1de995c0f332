package dev.parlor.web;

import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.RoomId;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** The pages. They hold a frame and the words; what moves comes over the socket and the API like anybody else's. */
@Controller
class Pages {

    private final Words words;
    private final InstantSource clock;

    Pages(Words words, InstantSource clock) {
        this.words = words;
        this.clock = clock;
    }

    /** The words for a page's scripts, as JSON that may stand inside a script element. */
    @ModelAttribute("words")
    String words(Locale locale) {
        return words.json(locale);
    }

    @GetMapping("/")
    String lobby() {
        return "lobby";
    }

    @GetMapping("/chat/{room}")
    String chat(@PathVariable String room, Model model) {
        return page("chat", room, model);
    }

    @GetMapping("/vr/{room}")
    String vr(@PathVariable String room, Model model) {
        return page("vr", room, model);
    }

    @GetMapping("/rps")
    String play() {
        return "play";
    }

    @GetMapping("/rps/{room}")
    String game(@PathVariable String room, Model model) {
        return page("game", room, model);
    }

    @GetMapping("/leaderboard")
    String leaderboard() {
        return "leaderboard";
    }

    @GetMapping("/players/{player}")
    String player(@PathVariable String player, Model model) {
        if (!ParticipantId.isValid(player)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        model.addAttribute("player", player);
        return "player";
    }

    private static String page(String template, String room, Model model) {
        if (!RoomId.isValid(room)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        model.addAttribute("room", room);
        return template;
    }

    /** For a first visit: says hello without any script, too. The header is for scripts, as {@code Date} has no milliseconds. */
    @GetMapping("/hello")
    String hello(Model model, HttpServletResponse response) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        response.setHeader("Parlor-Time", now.toString());
        model.addAttribute("now", now.atZone(ZoneId.systemDefault()));
        return "hello";
    }
}
