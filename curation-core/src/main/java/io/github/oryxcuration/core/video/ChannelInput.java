package io.github.oryxcuration.core.video;

import io.github.oryxcuration.core.threads.Results;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Lets FFmpeg read from a channel. Exceptions never pass through native code: the first one is
 * kept, FFmpeg is told that input is over, and {@link #rethrow} throws it again on the Java side.
 */
final class ChannelInput implements AutoCloseable {
  /** Large enough that calls from native code cost nothing beside decoding. */
  private static final int BUFFER_BYTES = 1 << 16;

  private static final int WHENCE_MASK = 0xffff;
  private static final int FROM_START = 0;
  private static final int FROM_HERE = 1;
  private static final int FROM_END = 2;

  /**
   * One callback object of each kind serves every input, since their number is limited; the handle
   * tells which input is meant.
   */
  private static final Map<Long, ChannelInput> INPUTS = new ConcurrentHashMap<>();

  private static final AtomicLong NEXT_HANDLE = new AtomicLong(1);
  private static final Reader READER = new Reader();
  private static final Seeker SEEKER = new Seeker();

  private final SeekableByteChannel channel;
  private final Deadline deadline;
  private final long size;
  private final long handle;
  private final AVIOContext context;
  private long position;
  private long channelPosition = -1;
  private @Nullable Throwable failure;

  ChannelInput(SeekableByteChannel channel, Deadline deadline) throws IOException {
    this.channel = channel;
    this.deadline = deadline;
    this.size = channel.size();
    this.handle = NEXT_HANDLE.getAndIncrement();
    BytePointer buffer = new BytePointer(avutil.av_malloc(BUFFER_BYTES));
    AVIOContext made =
        buffer.isNull()
            ? null
            : avformat.avio_alloc_context(
                buffer,
                BUFFER_BYTES,
                0,
                new Handle(handle),
                READER,
                (Write_packet_Pointer_BytePointer_int) null,
                SEEKER);
    if (made == null || made.isNull()) {
      avutil.av_free(buffer);
      throw new IllegalStateException("FFmpeg cannot allocate an input buffer");
    }
    this.context = made;
    INPUTS.put(handle, this);
  }

  AVIOContext context() {
    return context;
  }

  long size() {
    return size;
  }

  /** Throws what went wrong on the Java side while FFmpeg was reading, if anything did. */
  void rethrow() throws IOException {
    Results.rethrow(failure);
  }

  private int read(BytePointer target, int length) throws IOException {
    deadline.check();
    if (position != channelPosition) {
      channel.position(position);
    }
    ByteBuffer buffer = target.capacity(length).asByteBuffer();
    int count = 0;
    while (count == 0 && length > 0) {
      count = channel.read(buffer);
    }
    if (count < 0) {
      channelPosition = -1;
      return avutil.AVERROR_EOF();
    }
    position += count;
    channelPosition = position;
    return count;
  }

  private long seek(long offset, int whence) {
    if ((whence & avformat.AVSEEK_SIZE) != 0) {
      return size;
    }
    long target =
        switch (whence & WHENCE_MASK) {
          case FROM_START -> offset;
          case FROM_HERE -> position + offset;
          case FROM_END -> size + offset;
          default -> -1;
        };
    if (target < 0) {
      return avutil.AVERROR_EINVAL();
    }
    position = target;
    return target;
  }

  @Override
  public void close() {
    INPUTS.remove(handle);
    // FFmpeg may have replaced the buffer it was given.
    avutil.av_free(context.buffer());
    avformat.avio_context_free(context);
  }

  /** A number that native code hands back; it is no address and is never followed. */
  private static final class Handle extends Pointer {
    Handle(long number) {
      super((Pointer) null);
      this.address = number;
    }
  }

  private static final class Reader extends Read_packet_Pointer_BytePointer_int {
    @Override
    public int call(Pointer opaque, BytePointer target, int length) {
      ChannelInput input = INPUTS.get(opaque.address());
      if (input == null || input.failure != null) {
        return avutil.AVERROR_EXIT();
      }
      try {
        return input.read(target, length);
      } catch (Throwable e) {
        input.failure = e;
        return avutil.AVERROR_EXIT();
      }
    }
  }

  private static final class Seeker extends Seek_Pointer_long_int {
    @Override
    public long call(Pointer opaque, long offset, int whence) {
      ChannelInput input = INPUTS.get(opaque.address());
      return input == null ? avutil.AVERROR_EXIT() : input.seek(offset, whence);
    }
  }
}
