// An error that was caught in one round of a loop is not thrown in the next: for await, using and await using begin anew each
// time, and what was left by break or return earlier is not closed twice.
const lines = (t) => ({
  [Symbol.asyncIterator]() {
    return {
      n: 0,
      async next() { if (t === 'bad') throw new Error('bad'); return { done: this.n === 2, value: this.n++ } },
      async return() { console.log('  return', t); return {} },
    };
  },
});
const resource = (t, symbol) => ({ [symbol]() { console.log('  dispose', t); if (t === 'bad') throw new Error('bad') } });
const rounds = ['bad', 'good', 'break', 'bad', 'throw', 'good', 'continue', 'good'];

async function loops() {
  outer: for (const t of rounds) {
    try {
      for await (const n of lines(t)) {
        console.log('  got', n);
        if (t === 'break') break;
        if (t === 'throw') throw new Error('thrown');
        if (t === 'continue') continue outer;
      }
      console.log('for await', t);
    } catch (e) { console.log('for await', t, e.message) }
  }
}
async function* generator() {
  for (const t of rounds) {
    try { for await (const n of lines(t)) { yield n; if (t === 'break') break } yield t } catch (e) { yield e.message }
  }
}
function using_() {
  for (const t of rounds) {
    try { using r = resource(t, Symbol.dispose); if (t === 'throw') throw new Error('thrown'); console.log('using', t) } catch (e) { console.log('using', t, e.message) }
  }
}
async function awaitUsing() {
  for (const t of rounds) {
    try { await using r = resource(t, Symbol.asyncDispose); if (t === 'throw') throw new Error('thrown'); console.log('await using', t) } catch (e) { console.log('await using', t, e.message) }
  }
  let t;
  const each = () => { try { for (using r of [resource(t, Symbol.dispose)]) console.log('using of', t); } catch (e) { console.log('using of', t, e.message) } };
  for (t of rounds) each();
  for (const t of rounds) {
    try { for await (using r of [resource(t, Symbol.dispose)]) console.log('using of await', t); } catch (e) { console.log('using of await', t, e.message) }
  }
}
class Inside {
  async all() {
    let i = 0;
    do { try { for await (const n of lines(rounds[i])); console.log('method', rounds[i]) } catch (e) { console.log('method', rounds[i], e.message) } } while (++i < rounds.length);
  }
}
(async () => {
  await loops();
  for await (const x of generator()) console.log('generator', x);
  using_();
  await awaitUsing();
  await new Inside().all();
})();
