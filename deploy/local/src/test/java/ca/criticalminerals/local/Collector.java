package ca.criticalminerals.local;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes traces as a collector does: OTLP over HTTP, in protobuf, of which it reads the few fields that a test asks for. */
final class Collector {
    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    /** A part of a trace: which service did it, and what; {@code parent} is empty for the first. */
    record Span(String service, String trace, String id, String parent, String name) {}

    Collector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", exchange -> {
            read(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    /** What a service is told to send its traces here. */
    String[] settings() {
        return new String[] {"-Dquarkus.otel.sdk.disabled=false", "-Dquarkus.otel.bsp.schedule.delay=200ms",
                "-Dquarkus.otel.exporter.otlp.endpoint=http://localhost:" + server.getAddress().getPort()};
    }

    List<Span> spans(String trace) {
        return spans.stream().filter(span -> span.trace.equals(trace)).toList();
    }

    private void read(byte[] request) throws InvalidProtocolBufferException {
        for (var ofService : messages(UnknownFieldSet.parseFrom(request), 1)) {
            String service = messages(messages(ofService, 1).getFirst(), 1).stream().filter(attribute -> text(attribute, 1).equals("service.name"))
                    .map(attribute -> text(messages(attribute, 2).getFirst(), 1)).findFirst().orElse("");
            for (var scope : messages(ofService, 2)) {
                messages(scope, 2).forEach(span -> spans.add(new Span(service, hex(span, 1), hex(span, 2), hex(span, 4), text(span, 5))));
            }
        }
    }

    private static List<UnknownFieldSet> messages(UnknownFieldSet in, int field) {
        return in.getField(field).getLengthDelimitedList().stream().map(bytes -> {
            try {
                return UnknownFieldSet.parseFrom(bytes);
            } catch (InvalidProtocolBufferException e) {
                throw new UncheckedIOException(e);
            }
        }).toList();
    }

    private static String text(UnknownFieldSet in, int field) {
        return in.getField(field).getLengthDelimitedList().stream().map(ByteString::toStringUtf8).findFirst().orElse("");
    }

    private static String hex(UnknownFieldSet in, int field) {
        return in.getField(field).getLengthDelimitedList().stream().map(bytes -> HexFormat.of().formatHex(bytes.toByteArray())).findFirst().orElse("");
    }
}
