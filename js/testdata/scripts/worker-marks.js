// What must not be cloned or moved, and messages that are taken by hand.
const { MessageChannel, BroadcastChannel, receiveMessageOnPort, moveMessagePortToContext, markAsUncloneable, markAsUntransferable, isMarkedAsUntransferable } = require('worker_threads');
const attempt = (name, f) => {
	try {
		console.log(name, f());
	} catch (err) {
		console.log(name, err.name, err.code, err.message);
	}
};

const o = { a: 1 };
markAsUncloneable(o);
markAsUntransferable(o);
attempt('marked', () => structuredClone(o));
attempt('within', () => structuredClone([o]));
class A {}
markAsUncloneable(A.prototype);
markAsUntransferable(A.prototype);
attempt('its class', () => structuredClone(new A()));
console.log(isMarkedAsUntransferable(o), isMarkedAsUntransferable(new A()), isMarkedAsUntransferable(A.prototype), isMarkedAsUntransferable(5));

const [one, two] = [new BroadcastChannel('x'), new BroadcastChannel('x')];
two.onmessage = (ev) => console.log('came', ev.data);
one.postMessage('by hand');
one.postMessage('by hand too');
attempt('channel', () => receiveMessageOnPort(two));
attempt('channel', () => receiveMessageOnPort(two));
attempt('channel', () => receiveMessageOnPort(two));
one.postMessage('by itself');
setImmediate(() => setImmediate(() => {
	one.close();
	two.close();
	attempt('closed', () => receiveMessageOnPort(two));
}));
attempt('no port', () => receiveMessageOnPort({}));
for (const args of [[], [{}, {}], [new MessageChannel().port1, {}], [new MessageChannel().port1, 5]]) attempt('context', () => moveMessagePortToContext(...args));
