package ca.criticalminerals.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a write understands besides its body and the parameters of its method. {@link UnderstoodWrites} refuses everything else, so a write
 * without this annotation refuses a dry run instead of doing what was only to be tried.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Understands {
    /** Whether {@code Prefer: handling=validate} is a dry run. */
    boolean dryRun() default false;

    /** Whether {@code If-Match} can name a version. */
    boolean version() default false;

    /** Whether a repeat with the same {@code Idempotency-Key} gets the first answer. */
    boolean key() default false;
}
