package dev.parlor.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** How the protocol is read and written: unknown fields are ignored, a wrong type is refused rather than bent. */
public final class Json {

    private Json() {}

    /** Applies the protocol's rules to a mapper. */
    public static void strict(JsonMapper.Builder builder) {
        builder.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .withCoercionConfig(LogicalType.Textual, textual -> {
                    for (CoercionInputShape shape : new CoercionInputShape[] {
                        CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean
                    }) {
                        textual.setCoercion(shape, CoercionAction.Fail);
                    }
                });
    }

    /**
     * Why a body was not read, for its sender: what a rule says of it, or the field that is wrong. Not what Jackson says,
     * which tells values and Java's names.
     *
     * @param cause absent where there is no more to say than that it is no JSON object
     */
    public static Refused unread(@Nullable Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof Refused refused) {
                return refused;
            }
            if (t instanceof JacksonException wrong && isOfAField(wrong)) {
                return Refused.misfit(wrong.getPath().get(0).getPropertyName());
            }
        }
        return new Refused(ErrorCode.BAD_REQUEST, "The body is not the JSON object that belongs here.");
    }

    /** Where the JSON itself is broken, the field in which that was noticed has nothing to do with it. */
    private static boolean isOfAField(JacksonException wrong) {
        return (wrong instanceof MismatchedInputException || wrong instanceof InputCoercionException)
                && !wrong.getPath().isEmpty()
                && wrong.getPath().get(0).getPropertyName() != null;
    }
}
