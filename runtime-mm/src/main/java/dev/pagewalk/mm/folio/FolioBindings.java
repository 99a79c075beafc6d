package dev.pagewalk.mm.folio;

import dev.pagewalk.hw.machine.Hardware;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.hw.step.Binding;
import dev.pagewalk.hw.step.Naming;
import java.util.List;

/** Folios and the page cache under their names in the library. */
public final class FolioBindings {
  private FolioBindings() {}

  /** All of them. */
  public static List<Binding> bindings(Folios folios, Hardware hardware) {
    return List.of(
        Binding.step("folio_alloc", 1, (context, args) -> folios.allocate(context, args[0])),
        Binding.step("free_frozen_folio", 1, (context, args) -> {
          folios.free(context, Words.index(args[0]));
          return 0;
        }),
        Binding.local("pfn_folio", 1, (context, args) -> folios.ownerOf(context, Words.pfn(args[0]))),
        Binding.step("folio_try_get", 1, (context, args) -> folios.tryGet(context.state(), Words.pfn(args[0]))),
        Binding.step("filemap_get_folio", 2, (context, args) ->
            folios.getFromCache(context.state(), args[0], args[1])),
        Binding.step("filemap_add_folio", 3, (context, args) ->
            context.touch(Words.index(args[1]))
                    && folios.addToCache(context.state(), args[0], Words.index(args[1]), args[2])
                ? 1
                : 0),
        Binding.step("folio_at", 2, (context, args) -> {
          int frame = hardware.tree().pfn(context.state(), Words.index(args[0]), args[1]);
          return frame < 0 ? 0 : folios.tryGet(context.state(), frame);
        }),
        Binding.step("copy_highpage", 2, (context, args) -> {
          folios.copy(context, Words.pfn(args[0]), Words.pfn(args[1]));
          return 0;
        }),
        Binding.step("copy_page_word", 3, (context, args) -> {
          folios.copyWord(context, Words.pfn(args[0]), Words.pfn(args[1]), args[2]);
          return 0;
        }),
        Binding.step("page_word_same", 3, (context, args) ->
            folios.isSameWord(context, Words.pfn(args[0]), Words.pfn(args[1]), args[2]) ? 1 : 0),
        Binding.step("load_page_word", 2, (context, args) ->
            folios.loadWord(context, Words.pfn(args[0]), args[1])),
        Binding.step("store_page_word", 3, (context, args) -> {
          folios.storeWord(context, Words.pfn(args[0]), args[1], args[2]);
          return 0;
        }));
  }

  /** Knows frame numbers and entries that name a folio. */
  public static Naming naming(Folios folios) {
    return (word, pool, header) -> pool.equals(folios.pool()) && folios.isNamedBy(word, header);
  }
}
