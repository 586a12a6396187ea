package io.github.oryxcuration.core.video;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/** A Matroska file with sound alone. */
final class SoundClip {
  private static final int RATE = 8000;

  private SoundClip() {}

  static byte[] matroska() {
    Ffmpeg.load();
    AVFormatContext muxer = new AVFormatContext(null);
    AVIOContext memory = new AVIOContext(null);
    avformat.avformat_alloc_output_context2(muxer, (AVOutputFormat) null, "matroska", null);
    avformat.avio_open_dyn_buf(memory);
    muxer.pb(memory);
    AVStream stream = avformat.avformat_new_stream(muxer, null);
    AVCodecParameters parameters = stream.codecpar();
    parameters.codec_type(avutil.AVMEDIA_TYPE_AUDIO);
    parameters.codec_id(avcodec.AV_CODEC_ID_PCM_S16LE);
    parameters.sample_rate(RATE);
    parameters.bits_per_coded_sample(16);
    avutil.av_channel_layout_default(parameters.ch_layout(), 1);
    Ffmpeg.require(avformat.avformat_write_header(muxer, (AVDictionary) null), "begin sound");
    AVPacket packet = avcodec.av_packet_alloc();
    for (int i = 0; i < 10; i++) {
      avcodec.av_new_packet(packet, RATE / 10 * 2);
      packet.pts(i * 100L).dts(i * 100L).stream_index(0);
      Ffmpeg.require(avformat.av_interleaved_write_frame(muxer, packet), "write sound");
    }
    avformat.av_write_trailer(muxer);
    avcodec.av_packet_free(packet);
    byte[] bytes;
    try (PointerPointer<BytePointer> place = new PointerPointer<>(1)) {
      bytes = new byte[avformat.avio_close_dyn_buf(memory, place)];
      BytePointer taken = new BytePointer(place.get());
      taken.get(bytes);
      avutil.av_free(taken);
    }
    muxer.pb(null);
    avformat.avformat_free_context(muxer);
    return bytes;
  }
}
