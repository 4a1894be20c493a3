package io.lunabuilder.embedded;

import io.lunabuilder.storekit.NewerSchemaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * The file with all maps. A change becomes durable by {@link #write} followed by {@link #sync};
 * nothing is written in between, so that a file never holds half of a change.
 */
final class StoreFile implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(StoreFile.class.getName());

  /** Version of the set of maps; a newer one is refused. */
  static final long SCHEMA = 1;

  private static final String SCHEMA_KEY = "schema";
  private static final int MEMORY_FOR_PAGES_MIB = 32;

  /**
   * Readers hold a page for microseconds; space that is free for this long can be written again.
   */
  private static final int KEEP_FREED_SPACE_MILLIS = 10_000;

  private static final int WANTED_FILL_PERCENT = 50;
  private static final int COMPACTED_AT_ONCE_BYTES = 4 << 20;
  private static final int COMPACTION_AT_CLOSE_MILLIS = 200;

  private final MVStore store;

  private StoreFile(MVStore store) {
    this.store = store;
  }

  /**
   * Opens or creates {@code builds.mv} in {@code folder}.
   *
   * @throws FolderInUseException when another process has it open
   * @throws NewerSchemaException when a newer version of this program wrote it
   */
  static StoreFile open(Path folder) {
    StoreFile file = new StoreFile(openStore(folder));
    try {
      file.checkSchema(folder);
      return file;
    } catch (RuntimeException e) {
      file.store.closeImmediately();
      throw e;
    }
  }

  private static MVStore openStore(Path folder) {
    try {
      Files.createDirectories(folder);
      return new MVStore.Builder()
          .fileName(folder.resolve("builds.mv").toString())
          .autoCommitDisabled()
          .autoCommitBufferSize(0)
          .cacheSize(MEMORY_FOR_PAGES_MIB)
          .open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MVStoreException e) {
      if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
        throw new FolderInUseException(folder, e);
      }
      throw e;
    }
  }

  private void checkSchema(Path folder) {
    store.setRetentionTime(KEEP_FREED_SPACE_MILLIS);
    MVMap<String, Long> meta = numbers("meta");
    long found = meta.getOrDefault(SCHEMA_KEY, SCHEMA);
    if (found > SCHEMA) {
      throw new NewerSchemaException("the store in " + folder, found, SCHEMA);
    }
    meta.put(SCHEMA_KEY, SCHEMA);
  }

  MVMap<String, byte[]> documents(String name) {
    return store.openMap(
        name,
        new MVMap.Builder<String, byte[]>()
            .keyType(StringDataType.INSTANCE)
            .valueType(ByteArrayDataType.INSTANCE));
  }

  MVMap<String, String> texts(String name) {
    return store.openMap(
        name,
        new MVMap.Builder<String, String>()
            .keyType(StringDataType.INSTANCE)
            .valueType(StringDataType.INSTANCE));
  }

  MVMap<String, Long> numbers(String name) {
    return store.openMap(
        name,
        new MVMap.Builder<String, Long>()
            .keyType(StringDataType.INSTANCE)
            .valueType(LongDataType.INSTANCE));
  }

  MVMap<Long, String> line(String name) {
    return store.openMap(
        name,
        new MVMap.Builder<Long, String>()
            .keyType(LongDataType.INSTANCE)
            .valueType(StringDataType.INSTANCE));
  }

  MVMap<Long, Long> times(String name) {
    return store.openMap(
        name,
        new MVMap.Builder<Long, Long>()
            .keyType(LongDataType.INSTANCE)
            .valueType(LongDataType.INSTANCE));
  }

  /** Hands all changes to the operating system. No map may change meanwhile. */
  void write() {
    store.commit();
  }

  /** Waits until what was written is on the disk. */
  void sync() {
    store.sync();
  }

  /** Gives back some of the space of what was overwritten. No map may change meanwhile. */
  boolean compactALittle() {
    return store.compact(WANTED_FILL_PERCENT, COMPACTED_AT_ONCE_BYTES);
  }

  /** All changes are durable by then: where giving back space fails, nothing else is lost. */
  @Override
  public void close() {
    try {
      store.close(COMPACTION_AT_CLOSE_MILLIS);
    } catch (MVStoreException e) {
      LOG.log(System.Logger.Level.WARNING, "The store was closed without giving back space", e);
      store.closeImmediately();
    }
  }
}
