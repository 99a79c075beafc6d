package dev.pagewalk.step;

import dev.pagewalk.hw.state.Layout;
import dev.pagewalk.hw.state.Pool;
import dev.pagewalk.hw.state.Words;
import dev.pagewalk.ir.Global;
import dev.pagewalk.ir.Variable;
import dev.pagewalk.mm.lock.LockWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The state at the position, by what it is about. */
final class Views {
  private static final Map<String, String> HARDWARE = Map.of("tlb", "may still translate", "paging_structures",
      "may still walk through");

  private final Session session;
  private final Items items;

  Views(Session session) {
    this.session = session;
    items = new Items(session.interleaving(), session.names());
  }

  /** The views of a frame, in the order in which they are shown; those that have nothing to say are left out. */
  List<Item> of(Frame frame) {
    List<Item> all = new ArrayList<>();
    all.add(scope("Locals", locals(frame)));
    all.add(scope("Shared", shared()));
    all.add(scope("Held locks", locks(frame.agent())));
    if (0 < session.interleaving().program().frameWords()) {
      all.add(scope("Address space", spaces()));
      all.add(scope("Folios", folios()));
      all.add(scope("TLBs", tlbs()));
    }
    all.add(scope("Devices", devices()));
    all.add(scope("Choices", choices(frame.agent())));
    return all.stream()
        .filter(item -> item.hasChildren() || !List.of("Shared", "Devices").contains(item.name()))
        .toList();
  }

  private static Item scope(String name, List<Item> children) {
    return Item.group(name, "", "", children);
  }

  Item value(String name, Value value) {
    return items.value(name, value);
  }

  private List<Item> locals(Frame frame) {
    List<Item> found = new ArrayList<>();
    for (Variable variable : frame.variables()) {
      found.add(items.variable(variable.name(), frame.base() + variable.slot(), variable.type()));
    }
    return found;
  }

  private List<Item> shared() {
    List<Item> found = new ArrayList<>();
    for (Global global : items.program().globals()) {
      found.add(global.length() == 1
          ? items.word(global.name(), global.index())
          : items.run(global.name(), global.index(), global.length()));
    }
    return found;
  }

  /** First what the thread holds, then what others hold or wait for. */
  private List<Item> locks(int agent) {
    List<Item> own = new ArrayList<>();
    List<Item> others = new ArrayList<>();
    for (int place : items.program().lockWords()) {
      long lock = items.state().get(place);
      boolean isOwn = LockWord.isHeld(lock, agent);
      if (isOwn || lock != 0 && (!LockWord.isFree(lock) || LockWord.queued(lock) != 0) || !items.was(place).isEmpty()) {
        (isOwn ? own : others).add(items.word(items.names().word(place), place));
      }
    }
    if (!others.isEmpty()) {
      own.add(Item.group("held by others", others.size() + (others.size() == 1 ? " lock" : " locks"), "", others));
    }
    return own;
  }

  private List<Item> spaces() {
    List<Item> found = new ArrayList<>();
    Optional<Pool> spaces = items.program().layout().findPool("mm");
    for (int slot = 0; spaces.isPresent() && slot < spaces.get().count(); slot++) {
      int mm = spaces.get().address(slot);
      if (items.isLive(mm)) {
        found.add(new AddressSpace(items, session.levels()).of(mm));
      }
    }
    return found;
  }

  private List<Item> folios() {
    List<Item> found = new ArrayList<>();
    items.program().layout().findPool("folio").ifPresent(pool -> {
      for (int slot = 0; slot < pool.count(); slot++) {
        int header = pool.address(slot);
        if (items.isLive(header) || !items.was(header).isEmpty()) {
          found.add(folio(pool, header));
        }
      }
    });
    return found;
  }

  private Item folio(Pool pool, int header) {
    Item object = items.object(items.names().word(header), header);
    int refcount = header + pool.struct().offset("refcount");
    int mapcount = header + pool.struct().offset("mapcount");
    String value = items.isLive(header)
        ? "refcount " + items.state().get(refcount) + ", mapcount " + items.state().get(mapcount)
        : "free";
    List<Item> contents = contents(items.state().get(header + pool.struct().offset("pfn")));
    String was = object.was().isEmpty()
        ? contents.stream().map(Item::was).filter(each -> !each.isEmpty()).findFirst().orElse("")
        : object.was();
    return new Item(object.name(), value, was, object.path(), object.count() + contents.size(), () -> {
      List<Item> fields = new ArrayList<>(object.children().get());
      fields.addAll(contents);
      return fields;
    });
  }

  /** The words of a folio's first frame. */
  private List<Item> contents(long pfn) {
    if (!Words.isFrame(pfn)) {
      return List.of();
    }
    return session.names().value(Names.coded("pfn#" + Words.pfn(pfn)))
        .flatMap(frame -> session.names().behind(Words.index(frame.word())))
        .map(run -> List.of(items.run("contents", run.base(), run.length())))
        .orElse(List.of());
  }

  private List<Item> tlbs() {
    List<Item> found = new ArrayList<>();
    for (Layout.Region region : items.program().layout().regions()) {
      if (HARDWARE.containsKey(region.name())) {
        found.addAll(pairs(region));
      }
    }
    return found;
  }

  /** Key and value of each pair that is there: {@code 0x2000 of mm #1} maps {@code pfn 0x1001}. */
  private List<Item> pairs(Layout.Region region) {
    List<Item> found = new ArrayList<>();
    for (int index = region.base(); index < region.base() + region.length(); index += 2) {
      long key = items.state().get(index);
      if (key != 0 || !items.was(index).isEmpty()) {
        String was = items.was(index).isEmpty() ? items.was(index + 1) : items.was(index);
        String value = key == 0
            ? "nothing"
            : items.names().value(index, key) + " maps " + items.names().value(index + 1, items.state().get(index + 1));
        found.add(Item.line(items.names().word(index), value, was, session.names().path(index)));
      }
    }
    return found;
  }

  private List<Item> devices() {
    List<Item> found = new ArrayList<>();
    int threads = items.program().agents().size();
    for (int i = 0; i < items.program().devices().size(); i++) {
      found.add(Item.text(items.names().agent(threads + i), session.standing(threads + i)));
    }
    Layout layout = items.program().layout();
    for (Layout.Region region : layout.regions()) {
      boolean isOther = !HARDWARE.containsKey(region.name()) && !region.name().equals("frames");
      for (int index = region.base(); isOther && index < region.base() + region.length(); index++) {
        boolean isSaid = items.state().get(index) != 0 || !items.was(index).isEmpty();
        if (isSaid && items.names().isShared(index) && isMachine(index)) {
          found.add(items.word(items.names().word(index), index));
        }
      }
    }
    return found;
  }

  /** Whether a word belongs to the machine, or to what the kernel keeps for it: whoever does, knows its name. */
  private boolean isMachine(int index) {
    return items.program().wordTexts().stream().anyMatch(text -> text.name(index).isPresent());
  }

  /** In which ways the thread's next step can go, and beneath the others what they can do. */
  private List<Item> choices(int agent) {
    List<Item> found = new ArrayList<>();
    List<Choice> all = session.choices();
    all.stream().filter(choice -> choice.move().agent() == agent).forEach(choice -> found.add(item(choice)));
    List<Item> others = all.stream().filter(choice -> choice.move().agent() != agent).map(Views::item).toList();
    if (found.isEmpty()) {
      found.add(Item.text(items.names().agent(agent), session.standing(agent)));
    }
    if (!others.isEmpty()) {
      found.add(Item.group("others", others.size() + (others.size() == 1 ? " way" : " ways"), "", others));
    }
    return found;
  }

  private static Item item(Choice choice) {
    List<Item> effects = choice.effects().stream().map(effect -> effect.startsWith("=> ")
        ? Item.text("=>", effect.substring("=> ".length()))
        : Item.text("~", effect)).toList();
    return Item.group("take " + choice.number(), choice.who() + ": " + choice.text(), "", effects);
  }
}
