// Listeners that come and go while an event is dispatched, and what is seen of warnings.
const { getEventListeners } = require('events');
const log = console.log;
const target = new EventTarget();
const fire = (name) => { log('#', name); target.dispatchEvent(new Event(name)); };
const named = (text, then = () => {}) => (event) => { log(text); then(event); };

target.addEventListener('last adds', named('one', () => target.addEventListener('last adds', named('added'), { once: true })));
fire('last adds');
fire('last adds');

target.addEventListener('first adds', named('one', () => target.addEventListener('first adds', named('added'), { once: true })));
target.addEventListener('first adds', named('two'));
fire('first adds');

const gone = named('gone');
target.addEventListener('first removes', named('one', () => target.removeEventListener('first removes', gone)));
target.addEventListener('first removes', named('two', () => target.removeEventListener('first removes', three)));
const three = named('three');
target.addEventListener('first removes', three);
target.addEventListener('first removes', gone);
fire('first removes');

const again = named('again', () => { target.removeEventListener('moved', again); target.addEventListener('moved', again); });
target.addEventListener('moved', again);
target.addEventListener('moved', named('other'), { once: true });
target.addEventListener('moved', named('third', () => target.removeEventListener('moved', again)));
fire('moved');
fire('moved');

target.addEventListener('within', named('outer', (event) => {
  if (event.bubbles) return;
  target.addEventListener('within', named('of the inner one'), { once: true });
  target.dispatchEvent(new Event('within', { bubbles: true }));
}));
target.addEventListener('within', named('second'));
fire('within');
log(getEventListeners(target, 'within').length, getEventListeners(target, 'moved').length, getEventListeners(target, 'first adds').length);

const all = named('all');
for (let i = 0; i < 3; i++) target.addEventListener('all go', named(i, () => { for (const f of getEventListeners(target, 'all go')) target.removeEventListener('all go', f); target.addEventListener('all go', all); }));
fire('all go');
fire('all go');

process.on('warning', (warning) => log(warning.name, Object.keys(warning).join(), String(warning.stack).split('\n')[0]));
process.emitWarning('text', 'Kind', 'CODE');
process.emitWarning('text', { detail: 'more' });
process.emitWarning(Object.assign(new Error('made'), { name: 'Made' }));
setTimeout(() => {}, -1);
const crowd = new (require('events'))().setMaxListeners(1);
crowd.on('x', () => {}).on('x', () => {});
