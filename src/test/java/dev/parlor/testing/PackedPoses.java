package dev.parlor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A receiver of packed poses, written from {@code docs/protocol.md} alone. */
public final class PackedPoses {

    private static final String DIGITS =
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

    /** A place and a rotation. */
    public record Node(double[] p, double[] q) {}

    /** What is known of one number: parts that are absent are null. */
    public record Body(
            @Nullable Node head,
            @Nullable Node left,
            @Nullable Node right) {}

    private final Map<Integer, Body> bodies = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final double[] min;
    private final double[] max;
    private long tick;
    private String bits = "";
    private int at;

    /** With the bounds that a welcome tells. */
    public PackedPoses(JsonNode welcome) {
        this(numbers(welcome.at("/bounds/min")), numbers(welcome.at("/bounds/max")));
    }

    public PackedPoses(double[] min, double[] max) {
        this.min = min;
        this.max = max;
    }

    /** Where somebody's head is. */
    public double[] head(String id) {
        Node head = body(id).head();
        assertThat(head).isNotNull();
        return head.p();
    }

    /** Where somebody's right hand is. */
    public double[] right(String id) {
        Node right = body(id).right();
        assertThat(right).as("a right hand").isNotNull();
        return right.p();
    }

    private Body body(String id) {
        assertThat(numbers).containsKey(id);
        return bodies.get(numbers.get(id));
    }

    /** Reads a frame, unless it was read already, and returns what was in it by number. */
    public Map<Integer, Body> apply(JsonNode frame) {
        if (frame.path("tick").asLong() == tick) {
            return Map.of();
        }
        tick = frame.path("tick").asLong();
        frame.path("ids").properties().forEach(id -> {
            numbers.put(id.getValue().asString(), Integer.valueOf(id.getKey()));
            bodies.remove(Integer.valueOf(id.getKey()));
        });
        return read(frame.path("n").asInt(), frame.path("packed").asString());
    }

    private Map<Integer, Body> read(int n, String packed) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < packed.length(); i += 5) {
            BigInteger word = BigInteger.ZERO;
            for (char digit : packed.substring(i, i + 5).toCharArray()) {
                word = word.multiply(BigInteger.valueOf(85)).add(BigInteger.valueOf(DIGITS.indexOf(digit)));
            }
            String binary = word.toString(2);
            all.append("0".repeat(32 - binary.length())).append(binary);
        }
        bits = all.toString();
        at = 0;
        Map<Integer, Body> read = new TreeMap<>();
        int number = -1;
        for (int i = 0; i < n; i++) {
            int zeros = 0;
            while (bits.charAt(at) == '0') {
                zeros++;
                at++;
            }
            number += (int) take(zeros + 1);
            read.put(number, body(bodies.getOrDefault(number, new Body(null, null, null))));
        }
        bodies.putAll(read);
        assertThat(bits.length() - at).as("padding").isBetween(0, 31);
        assertThat(bits.substring(at)).doesNotContain("1");
        return read;
    }

    private Body body(Body known) {
        Node head = take(1) == 1 ? new Node(position(), rotation()) : known.head();
        assertThat(head).as("a head that was told before").isNotNull();
        return new Body(head, hand(known.left(), head), hand(known.right(), head));
    }

    private @Nullable Node hand(@Nullable Node known, Node head) {
        int how = (int) take(2);
        switch (how) {
            case 0:
                return null;
            case 1:
                assertThat(known).as("a hand that was told before").isNotNull();
                return known;
            case 2:
                double[] p = new double[3];
                for (int axis = 0; axis < 3; axis++) {
                    p[axis] = head.p()[axis] + (take(11) - 1024) / 1000.0;
                }
                return new Node(p, rotation());
            default:
                return new Node(position(), rotation());
        }
    }

    private double[] position() {
        double[] p = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            int width = Long.toBinaryString(Math.round((max[axis] - min[axis]) * 1000))
                    .length();
            p[axis] = min[axis] + take(width) / 1000.0;
        }
        return p;
    }

    private double[] rotation() {
        int largest = (int) take(2);
        double[] q = new double[4];
        double sum = 1;
        for (int i = 0; i < 4; i++) {
            if (i != largest) {
                q[i] = Math.tan(((take(11) + 0.5) / 1024 - 1) * Math.PI / 4);
                sum += q[i] * q[i];
            }
        }
        q[largest] = 1;
        for (int i = 0; i < 4; i++) {
            q[i] /= Math.sqrt(sum);
        }
        return q;
    }

    private long take(int count) {
        String taken = bits.substring(at, at + count);
        at += count;
        return Long.parseLong(taken, 2);
    }

    private static double[] numbers(JsonNode array) {
        return array.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }
}
