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

module.exports = { RACE, FIXED, RULE };
