package dev.pagewalk.hw.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each word of a state is: named regions and pools of objects, laid out one behind the other from index 1. Built
 * once per variant, then only read.
 */
public final class Layout {
  /** A named run of words. */
  public record Region(String name, int base, int length) {}

  private final List<Region> regions = new ArrayList<>();
  private final Map<String, Pool> pools = new LinkedHashMap<>();
  private int size = 1;
  private int[] headers = new int[0];

  /** Adds {@code length} words under a name and returns the index of the first. */
  public int reserve(String name, int length) {
    int base = size;
    regions.add(new Region(name, base, length));
    size += length;
    return base;
  }

  /**
   * Adds a pool of {@code count} objects.
   *
   * @param extra words behind the struct's own in each slot (the entries of a page table)
   */
  public Pool pool(StructLayout struct, int extra, int count) {
    int stride = struct.size() + extra;
    Pool pool = new Pool(struct, size, stride, count);
    if (pools.put(struct.name(), pool) != null) {
      throw new IllegalArgumentException("pool " + struct.name() + " twice");
    }
    size += stride * count;
    return pool;
  }

  /** The number of words, the unused word 0 included. */
  public int size() {
    return size;
  }

  /** The pool of a struct. It must have been added. */
  public Pool pool(String struct) {
    Pool pool = pools.get(struct);
    if (pool == null) {
      throw new IllegalArgumentException("no pool " + struct);
    }
    return pool;
  }

  /** The pool of a struct, if it has one in this variant. */
  public Optional<Pool> findPool(String struct) {
    return Optional.ofNullable(pools.get(struct));
  }

  /** All pools, in the order in which they were added. */
  public List<Pool> pools() {
    return List.copyOf(pools.values());
  }

  /** All regions, in the order in which they were added. */
  public List<Region> regions() {
    return List.copyOf(regions);
  }

  /**
   * The index of the header of the object to which the word at {@code index} belongs, or 0 if it belongs to none: what
   * must be live when the word is touched.
   */
  public int header(int index) {
    if (headers.length != size) {
      headers = computeHeaders();
    }
    return headers[index];
  }

  /** {@link #header} of every word, as one array that the caller must not change. */
  public int[] headers() {
    header(0);
    return headers;
  }

  /** The pool to which the word at {@code index} belongs. */
  public Optional<Pool> poolOf(int index) {
    return pools.values().stream().filter(p -> p.contains(index)).findFirst();
  }

  private int[] computeHeaders() {
    int[] result = new int[size];
    for (Pool pool : pools.values()) {
      for (int slot = 0; slot < pool.count(); slot++) {
        int header = pool.address(slot);
        for (int i = 0; i < pool.stride(); i++) {
          result[header + i] = header;
        }
      }
    }
    return result;
  }
}
