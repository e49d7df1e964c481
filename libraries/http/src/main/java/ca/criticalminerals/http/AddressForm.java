package ca.criticalminerals.http;

import ca.criticalminerals.eventsourcing.Text;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Which addresses can be read: percent-encoded UTF-8. Others are refused before anybody reads them in one way or another. */
final class AddressForm {
    private static final int HEXADECIMAL = 16;

    private AddressForm() {}

    static void refuse(RoutingContext context) {
        Problem.of(400, "malformed-address", Text.of("The address cannot be read", "L’adresse est illisible"),
                Text.of("What is no letter, digit or sign of an address is written as % and two hexadecimal digits "
                        + "for each of its bytes in UTF-8.",
                        "Ce qui n’est ni lettre, ni chiffre, ni signe d’une adresse s’écrit avec % et deux chiffres hexadécimaux "
                        + "pour chacun de ses octets en UTF-8."))
                .end(context);
    }

    /** Whether an address has the form of one (RFC 3986), and all that is percent-encoded in it can be decoded. */
    static boolean isReadable(String address) {
        try {
            new URI(address);
        } catch (URISyntaxException e) {
            return false;
        }
        if (address.indexOf('%') < 0) {
            return true;
        }
        var bytes = new ByteArrayOutputStream(address.length());
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c != '%') {
                bytes.write(c < 0x80 ? c : '?');
            } else {
                bytes.write(Integer.parseInt(address, i + 1, i + 3, HEXADECIMAL));
                i += 2;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
