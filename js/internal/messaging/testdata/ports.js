const { port1, port2 } = new MessageChannel(); print(port1.constructor.name, new MessageChannel().constructor.name);
port2.on('message', (m) => { print('on', typeof m === 'object' ? m.a : m); if (m === 2) port2.close(); }); port2.on('close', () => { print('close2'); others(); });
port1.postMessage({ a: 1 }); port1.postMessage(2); port1.postMessage(3); Promise.resolve().then(() => print('p'));
const t = (f) => { try { print(f()); } catch (e) { print(e.name, e.code, e.message); } };
t(() => port1.postMessage()); t(() => port1.postMessage(() => {})); t(() => new MessagePort()); t(() => new BroadcastChannel()); t(() => port1.hasRef()); t(() => port2.hasRef());
function others() {
  const c = new MessageChannel(); c.port1.onmessage = (e) => { print('om', e.data, e.type, e.constructor.name, e.target === c.port1, e.ports.length, e.origin, e.lastEventId, e.source); c.port1.close(); }; c.port2.postMessage('hi');
  const b1 = new BroadcastChannel('x'), b2 = new BroadcastChannel('x'); b2.onmessage = (e) => { print('bc', e.data); b1.close(); b2.close(); t(() => b1.postMessage(1)); }; b1.postMessage('yo'); print(b1.name);
}
print(port1 instanceof EventTarget);
