// Texts that several parts work with.

/** A lost update, violated at its end where it is expected to be safe. */
const RACE = `//! question: may two threads read a counter, and write what they have counted?

scenario race {
  machine { data_races 0; }   // counting without a mark is meant here
  var count: int;

  thread a { let seen = count; count = seen + 1; }
  thread b { let seen = count; count = seen + 1; }
  final count == 2;
  expect safe;
}
`;

/** The same with atomic increments. */
const FIXED = RACE.replaceAll('let seen = count; count = seen + 1; }', 'atomic_inc(count); }');

/** A field that is written without its lock. */
const RULE = `struct area { lock: rwsem; uses: int  write needs this.lock(w); }

scenario careless {
  var a: area?;
  setup { a = alloc(area); }
  thread t { a.uses = 1; }
  expect safe;
}
`;

/** A page goes back to the allocator while another CPU may still translate to it. */
const STALE = `//! question: may munmap() free a page before every CPU has forgotten where it was?

scenario stale_tlb_after_munmap(flush: bool = true) {
  process P {
    map A at 2M      size 4K private anon prot rw;
    map B at 2M + 8K size 4K private anon prot rw;
    A[0][0] = 1;
  }

  thread unmapper in P { munmap(P.mm, A.start, A.size); }
  thread user in P     { let word = A[0][0]; }

  replace fn flush_tlb_mm_range(mm: mm, start: vaddr, end: vaddr, freed_tables: bool) {
    if (flush && flush_tlb_multi(mm, start, end, freed_tables) > 0) csd_lock_wait();
  }

  expect safe with flush = false;
}
`;

module.exports = { RACE, FIXED, RULE, STALE };
