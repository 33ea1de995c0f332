package dev.parlor.web;

import dev.parlor.protocol.RoomId;
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

    Pages(Words words) {
        this.words = words;
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
        if (!RoomId.isValid(room)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        model.addAttribute("room", room);
        return "chat";
    }
}
