import assert from 'node:assert/strict';
import { test } from 'node:test';
import script from '../../../interpreter/src/main/resources/dev/pagewalk/report/picture/trace.page.js';

/** What an element is to the script. */
type Element = ReturnType<typeof element>;

/** The script of both pages, as a browser reads it. */
const { momentOfKey, showPhases, showRows, arrangement, widthOf } = new Function(
  `${script}; return { momentOfKey, showPhases, showRows, arrangement, widthOf };`)() as {
    momentOfKey: (key: string, now: number, first: number, last: number) => number | undefined;
    showPhases: (phases: Element[], now: number) => void;
    showRows: (rows: Element[], now: number, last: number) => void;
    arrangement: (room: number, lanes: object, state: object) => { lanes: string; state: string; isStacked: boolean };
    widthOf: (svg: string | undefined) => number;
  };

/** An element as far as the script looks at it. */
function element(dataset: Record<string, string>) {
  const classes = new Set<string>();
  return { dataset, classes, classList: { toggle: (name: string, on: boolean) => on ? classes.add(name) : classes.delete(name) } };
}

test('what is not there at a moment is hidden, what has just come is marked', () => {
  const all = [element({ from: '0', to: '2' }), element({ from: '3', to: '4' }), element({ from: '5', to: '9' })];
  const shown = (now: number) => {
    showPhases(all, now);
    return all.map(each => [...each.classes].sort().join(' '));
  };
  assert.deepEqual(shown(0), ['', 'off', 'off']);
  assert.deepEqual(shown(3), ['off', 'new', 'off']);
  assert.deepEqual(shown(4), ['off', '', 'off']);
  assert.deepEqual(shown(5), ['off', 'off', 'new']);
});

test('steps to come are dimmed, with the calls that lead to them', () => {
  const all = [element({ step: '1' }), element({}), element({ step: '2' }), element({}), element({ step: '3' })];
  showRows(all, 2, 3);
  assert.deepEqual(all.map(each => [...each.classes].join(' ')), ['', '', 'now', 'future', 'future']);
  showRows(all, 0, 3);
  assert.deepEqual(all.map(each => [...each.classes].join(' ')), ['future', 'future', 'future', 'future', 'future']);
});

test('keys lead to moments, and never beyond the ends', () => {
  assert.equal(momentOfKey('ArrowRight', 3, 0, 4), 4);
  assert.equal(momentOfKey('ArrowRight', 4, 0, 4), 4);
  assert.equal(momentOfKey('ArrowUp', 0, 0, 4), 0);
  assert.equal(momentOfKey('PageDown', 1, 0, 40), 11);
  assert.equal(momentOfKey('Home', 3, 0, 4), 0);
  assert.equal(momentOfKey('End', 3, 0, 4), 4);
  assert.equal(momentOfKey('a', 3, 0, 4), undefined);
  assert.equal(momentOfKey('Home', 450, 400, 800), 400);
});

test('what a thread waits for at the end is pale until then', () => {
  const all = [element({ step: '1' }), element({ step: '2' }), element({})];
  showRows(all, 1, 2);
  assert.deepEqual(all.map(each => [...each.classes].join(' ')), ['now', 'future', 'future']);
  showRows(all, 2, 2);
  assert.deepEqual(all.map(each => [...each.classes].join(' ')), ['', 'now', '']);
});

test('of the pictures those are taken for which there is room', () => {
  const way = (room: number) => {
    const { lanes, state, isStacked } = arrangement(room, { wide: 1000, narrow: 400 }, { wide: 900, narrow: 450 });
    return `${lanes} ${state}${isStacked ? ' stacked' : ''}`;
  };
  assert.equal(way(1800), 'wide wide');
  assert.equal(way(1500), 'wide narrow');
  assert.equal(way(1200), 'narrow wide');
  assert.equal(way(900), 'narrow narrow');
  assert.equal(way(800), 'narrow wide stacked');
  assert.equal(way(500), 'narrow narrow stacked');
});

test('lanes without states have all the room', () => {
  assert.deepEqual(arrangement(800, { wide: 700, narrow: 400 }, { wide: 0, narrow: 0 }),
    { lanes: 'wide', state: 'wide', isStacked: false });
});

test('a picture says how wide it is', () => {
  assert.equal(widthOf('<svg class="pw" width="480" height="20"><rect width="3"/></svg>'), 480);
  assert.equal(widthOf(''), 0);
  assert.equal(widthOf(undefined), 0);
});
