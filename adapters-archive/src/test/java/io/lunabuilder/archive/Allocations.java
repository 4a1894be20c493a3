package io.lunabuilder.archive;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a thread takes of the heap, whether or not it is given back. */
final class Allocations {
  /** What reading one archive may take: buffers, and the tables of a decompressor. */
  static final long MOST = 96L << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocations() {}

  /** Bytes that the current thread has allocated since it began. */
  static long ofThisThread() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }
}
