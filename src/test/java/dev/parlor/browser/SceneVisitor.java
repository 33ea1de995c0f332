package dev.parlor.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.util.List;

/** Somebody in the scene: what they do there with their body, and what they see of the others'. */
final class SceneVisitor {

    /** Software draws few frames a second, and several browsers at once share two cores. */
    static final Duration PATIENCE = Duration.ofSeconds(45);

    private final Visitor visitor;

    private SceneVisitor(Visitor visitor) {
        this.visitor = visitor;
    }

    /** Opens a room's scene by its address, and is in it. */
    static SceneVisitor enters(Visitor visitor, String address) {
        return of(visitor.goesTo("/vr/" + address)).isIn();
    }

    /** Somebody whose page has a scene, or will have one. */
    static SceneVisitor of(Visitor visitor) {
        return new SceneVisitor(visitor);
    }

    Visitor visitor() {
        return visitor;
    }

    Page page() {
        return visitor.page();
    }

    /** Awaits that the room is entered, and the scene drawn from where one stands, which is found as the first frame is. */
    SceneVisitor isIn() {
        assertThat(page().locator(".vr-bar"))
                .hasAttribute(
                        "data-screen",
                        "in",
                        new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE.toMillis()));
        visitor.seesPhase("connected");
        page().waitForFunction(
                        "() => document.querySelector('a-scene').renderStarted",
                        null,
                        new Page.WaitForFunctionOptions().setTimeout(PATIENCE.toMillis()));
        isStillFor(3);
        return this;
    }

    /** One's own participant id. */
    String id() {
        return (String) page().evaluate("document.querySelector('a-scene').components['parlor-room'].welcome.you.id");
    }

    /** Where one's own head is: x, y, z in metres. */
    List<Double> head() {
        return place("(() => { const p = new AFRAME.THREE.Vector3();"
                + " document.querySelector('a-scene').camera.getWorldPosition(p); return p.toArray(); })()");
    }

    /** Holds a key until one is somewhere else, and comes to rest: a step or two are made after it is let go. */
    void walks(String key) {
        List<Double> before = head();
        page().locator("body").press("Escape");
        page().keyboard().down(key);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(distance(before, head())).isGreaterThan(0.5));
        page().keyboard().up(key);
        await().atMost(PATIENCE).until(this::standsStill);
    }

    /** Whether one is where one was, a few frames later. */
    private boolean standsStill() {
        List<Double> before = head();
        isStillFor(3);
        return distance(before, head()) < 0.001;
    }

    /** Somebody's avatar. */
    Locator avatar(String id) {
        return page().locator("[data-participant='" + id + "']").and(page().locator("a-entity"));
    }

    /** Awaits that somebody's head or hand is seen somewhere, to a few centimetres. */
    void sees(String id, String part, List<Double> where) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<Double> seen = part(id, part);
            assertThat(seen).as("%s of %s", part, id).hasSize(3);
            assertThat(distance(seen, where))
                    .as("from %s to where %s of %s is drawn, %s", where, part, id, seen)
                    .isLessThan(0.03);
        });
    }

    /** Awaits that somebody's hand is not seen. */
    void seesNo(String id, String part) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(part(id, part)).isEmpty());
    }

    /** Awaits that somebody has no body here. */
    void seesNobody(String id) {
        assertThat(avatar(id)).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE.toMillis()));
    }

    /** Where a part of somebody is drawn; empty where it is not. */
    List<Double> part(String id, String part) {
        return place("(() => { const e = document.querySelector(\"a-entity[data-participant='" + id
                + "'] [data-part=" + part + "]\"); if (!e || !e.object3D.visible) return [];"
                + " const p = new AFRAME.THREE.Vector3(); e.object3D.getWorldPosition(p); return p.toArray(); })()");
    }

    /** How a part of somebody is turned: x, y, z, w. */
    List<Double> turn(String id, String part) {
        return place(
                "(() => { const e = document.querySelector(\"a-entity[data-participant='" + id
                        + "'] [data-part=" + part + "]\"); if (!e) return [];"
                        + " const q = new AFRAME.THREE.Quaternion(); e.object3D.getWorldQuaternion(q); return q.toArray(); })()");
    }

    /** Awaits that so many frames more are drawn. */
    void isStillFor(int frames) {
        page().evaluate(
                        "async frames => { for (let i = 0; i < frames; i++) {"
                                + " await new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn))); } }",
                        frames);
    }

    private List<Double> place(String script) {
        return ((List<?>) page().evaluate(script))
                .stream().map(number -> ((Number) number).doubleValue()).toList();
    }

    static double distance(List<Double> a, List<Double> b) {
        return Math.sqrt(
                Math.pow(a.get(0) - b.get(0), 2) + Math.pow(a.get(1) - b.get(1), 2) + Math.pow(a.get(2) - b.get(2), 2));
    }

    /** Angle between two rotations, in degrees. */
    static double angle(List<Double> a, List<Double> b) {
        double dot = 0;
        for (int i = 0; i < 4; i++) {
            dot += a.get(i) * b.get(i);
        }
        return Math.toDegrees(2 * Math.acos(Math.min(1, Math.abs(dot))));
    }
}
