package io.lunabuilder.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes a zip field by field, so that its headers can say what no honest program would write.
 * Source of the format: PKWARE's APPNOTE.TXT 6.3.10.
 */
final class RawZip {
  static final int UNIX = 3 << 8 | 20;
  static final int DEFLATED = 8;
  static final int UTF_8_NAMES = 1 << 11;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Entry> entries = new ArrayList<>();

  /** An entry, whose fields can be changed before they are written. */
  static final class Entry {
    byte[] name;
    byte[] localName;
    byte[] data;
    byte[] extra = {};
    int madeBy = UNIX;
    int flags = UTF_8_NAMES;
    int method;
    long crc;
    long size;
    long compressedSize;
    long mode = 0100644;
    long offset;
    int volume;

    Entry(String name, byte[] content) {
      this.name = name.getBytes(UTF_8);
      this.localName = this.name;
      this.data = content;
      this.crc = crc(content);
      this.size = content.length;
      this.compressedSize = content.length;
    }

    void deflate() {
      method = DEFLATED;
      data = deflated(data);
      compressedSize = data.length;
    }
  }

  /** What the end says. */
  static final class End {
    long entries;
    long directorySize;
    long directory;
    int volume;
    byte[] before = {};

    /** Before the end, an end of 64 bits and what leads to it. */
    void is64(long at, long said) {
      Little end = new Little().int4(0x06064b50).int8(44).int2(UNIX).int2(45).int4(0).int4(0);
      end.int8(said).int8(said).int8(directorySize).int8(directory);
      before = end.int4(0x07064b50).int4(0).int8(at).int4(1).bytes();
    }
  }

  @SafeVarargs
  final RawZip file(String name, String content, Consumer<Entry>... changes) {
    return add(new Entry(name, content.getBytes(UTF_8)), changes);
  }

  @SafeVarargs
  final RawZip add(Entry entry, Consumer<Entry>... changes) {
    entry.offset = out.size();
    for (Consumer<Entry> change : changes) {
      change.accept(entry);
    }
    entries.add(entry);
    if (entry.offset == out.size()) {
      Little local = new Little().int4(0x04034b50).int2(20).int2(entry.flags).int2(entry.method);
      local.int4(0).int4(entry.crc).int4(entry.compressedSize).int4(entry.size);
      local.int2(entry.localName.length).int2(0).raw(entry.localName).raw(entry.data);
      out.writeBytes(local.bytes());
    }
    return this;
  }

  /** Bytes that belong to no entry. */
  RawZip raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  byte[] bytes() {
    return bytes(end -> {});
  }

  byte[] bytes(Consumer<End> change) {
    End end = new End();
    end.directory = out.size();
    entries.forEach(entry -> out.writeBytes(central(entry)));
    end.entries = entries.size();
    end.directorySize = out.size() - end.directory;
    change.accept(end);
    out.writeBytes(end.before);
    Little last = new Little().int4(0x06054b50).int2(end.volume).int2(end.volume);
    last.int2(end.entries).int2(end.entries).int4(end.directorySize).int4(end.directory).int2(0);
    out.writeBytes(last.bytes());
    return out.toByteArray();
  }

  /** Without a table of contents. */
  byte[] unended() {
    return out.toByteArray();
  }

  private static byte[] central(Entry entry) {
    Little central = new Little().int4(0x02014b50).int2(entry.madeBy).int2(20);
    central.int2(entry.flags).int2(entry.method).int4(0).int4(entry.crc);
    central.int4(entry.compressedSize).int4(entry.size).int2(entry.name.length);
    central.int2(entry.extra.length).int2(0).int2(entry.volume).int2(0).int4(entry.mode << 16);
    return central.int4(entry.offset).raw(entry.name).raw(entry.extra).bytes();
  }

  static long crc(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return crc.getValue();
  }

  static byte[] deflated(byte[] content) {
    try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
      deflater.setInput(content);
      deflater.finish();
      byte[] all = new byte[content.length + 64];
      return java.util.Arrays.copyOf(all, deflater.deflate(all));
    }
  }

  /** Numbers with their lowest byte first. */
  static final class Little {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Little int2(long value) {
      return number(value, 2);
    }

    Little int4(long value) {
      return number(value, 4);
    }

    Little int8(long value) {
      return number(value, 8);
    }

    private Little number(long value, int bytes) {
      for (int i = 0; i < bytes; i++) {
        out.write((int) (value >>> (8 * i)));
      }
      return this;
    }

    Little raw(byte[] bytes) {
      out.writeBytes(bytes);
      return this;
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }
}
