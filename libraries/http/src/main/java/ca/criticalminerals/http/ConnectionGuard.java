package ca.criticalminerals.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands before everything else on a connection of HTTP/1: the whole head of a request must come in a time, the whole body in
 * another, and both must be written strictly. Otherwise it is answered here and hung up on; nobody else sees what was wrong.
 * Answers to earlier requests of the connection are finished first.
 */
final class ConnectionGuard extends ChannelInboundHandlerAdapter {
    private static final int TIMEOUT = 408;
    private static final int SWITCHING_PROTOCOLS = 101;
    /** So long the other side may still send, so that it reads the answer before the connection is gone. */
    private static final long LINGERS_MILLIS = 1_000;
    private static final long LOOKS_AGAIN_MILLIS = 1_000;

    private final ConnectionLimits limits;
    private final RequestFraming framing = new RequestFraming();
    private @Nullable ScheduledFuture<?> deadline;
    private RequestFraming.Place awaited = RequestFraming.Place.HEAD;
    private long awaitedRequest;
    private boolean hasReceived;
    /** Requests that were handed on and are not answered completely. */
    private int unanswered;
    private boolean answerHasBegun;
    private boolean countsAnswers;
    private boolean speaksAnotherProtocol;
    private int refused;
    private boolean isOfRequestHandedOn;
    private boolean saidSo;

    ConnectionGuard(ConnectionLimits limits) {
        this.limits = limits;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        arm(context, limits.wholeHead().toMillis());
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        disarm();
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        speaksAnotherProtocol |= context.pipeline().get(Http2ConnectionHandler.class) != null; // agreed on by an upgrade
        if (speaksAnotherProtocol || !(message instanceof ByteBuf bytes)) {
            context.fireChannelRead(message);
            return;
        }
        if (refused != 0) {
            bytes.release();
            return;
        }
        hasReceived = true;
        long headsBefore = framing.heads();
        long requestsBefore = framing.requests();
        boolean wasInBody = framing.place() == RequestFraming.Place.BODY;
        int status = framing.read(bytes);
        if (status == 0) {
            handOn(context, bytes, (int) (framing.heads() - headsBefore));
            follow(context);
            return;
        }
        // Of what came now only whole requests are handed on; a head that came now and is not among them was seen by nobody.
        int complete = (int) (framing.requests() - requestsBefore);
        ByteBuf good = bytes.readRetainedSlice(framing.completeUpTo() - bytes.readerIndex());
        bytes.release();
        handOn(context, good, wasInBody && complete > 0 ? complete - 1 : complete);
        refuse(context, status, wasInBody && complete == 0);
    }

    private void handOn(ChannelHandlerContext context, ByteBuf bytes, int heads) {
        countAnswers(context);
        if (heads > 0 && unanswered == 0) {
            answerHasBegun = false;
        }
        unanswered += heads;
        if (bytes.isReadable()) {
            context.fireChannelRead(bytes);
        } else {
            bytes.release();
        }
    }

    /** Starts the clock of what is awaited now, unless it runs. */
    private void follow(ChannelHandlerContext context) {
        var place = framing.place();
        if (place == awaited && framing.requests() == awaitedRequest) {
            return;
        }
        awaited = place;
        awaitedRequest = framing.requests();
        switch (place) {
            case BETWEEN -> disarm();
            case HEAD -> arm(context, limits.wholeHead().toMillis());
            case BODY -> arm(context, limits.wholeBody().toMillis());
        }
    }

    private void arm(ChannelHandlerContext context, long millis) {
        disarm();
        deadline = context.executor().schedule(() -> tooLate(context), millis, TimeUnit.MILLISECONDS);
    }

    private void disarm() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private void tooLate(ChannelHandlerContext context) {
        if (refused != 0 || speaksAnotherProtocol) {
            return;
        }
        if (!hasReceived) {
            context.close();
        } else if (awaited == RequestFraming.Place.BODY && unanswered > 0 && !context.channel().config().isAutoRead()) {
            arm(context, LOOKS_AGAIN_MILLIS); // it is us who do not read, and we will
        } else {
            refuse(context, TIMEOUT, awaited == RequestFraming.Place.BODY);
        }
    }

    private void refuse(ChannelHandlerContext context, int status, boolean isHandedOn) {
        disarm();
        refused = status;
        isOfRequestHandedOn = isHandedOn;
        context.channel().config().setAutoRead(true); // what still comes is thrown away
        sayWhenQuiet(context);
    }

    /** Answers once nothing else is being answered. */
    private void sayWhenQuiet(ChannelHandlerContext context) {
        if (saidSo || unanswered > (isOfRequestHandedOn ? 1 : 0)) {
            return;
        }
        saidSo = true;
        if (isOfRequestHandedOn && (unanswered == 0 || answerHasBegun)) {
            context.close(); // it was answered before all of it had come
            return;
        }
        context.writeAndFlush(Unpooled.wrappedBuffer(Refusals.answer(refused))).addListener((ChannelFutureListener) written -> {
            if (written.isSuccess() && written.channel() instanceof DuplexChannel channel) {
                channel.shutdownOutput();
                context.executor().schedule(() -> context.close(), LINGERS_MILLIS, TimeUnit.MILLISECONDS);
            } else {
                context.close();
            }
        });
    }

    /** Sees the answers as objects, between what makes them and what writes them as bytes. */
    private void countAnswers(ChannelHandlerContext context) {
        if (countsAnswers) {
            return;
        }
        var encoder = context.pipeline().context(HttpResponseEncoder.class);
        if (encoder != null) {
            countsAnswers = true;
            context.pipeline().addAfter(encoder.name(), null, new Answers(context));
        }
    }

    private final class Answers extends ChannelOutboundHandlerAdapter {
        private final ChannelHandlerContext front;

        Answers(ChannelHandlerContext front) {
            this.front = front;
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (saidSo) {
                ReferenceCountUtil.release(message);
                promise.tryFailure(new ClosedChannelException());
                return;
            }
            boolean isInterim = false;
            if (message instanceof HttpResponse answer) {
                isInterim = answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
                speaksAnotherProtocol |= answer.status().code() == SWITCHING_PROTOCOLS;
                answerHasBegun |= !isInterim;
            }
            boolean isEnd = message instanceof LastHttpContent && !isInterim;
            context.write(message, promise);
            if (isEnd) {
                unanswered = Math.max(0, unanswered - 1);
                answerHasBegun = false;
                if (refused != 0) {
                    context.flush();
                    sayWhenQuiet(front);
                }
            }
        }
    }
}
