'use strict';
// What the primary and its workers have in common: the class Worker, and messages that
// may be answered.
const { EventEmitter } = require('events');

class WorkerClass extends EventEmitter {
	constructor(options) {
		super();
		options = options !== null && typeof options === 'object' ? options : {};
		this.exitedAfterDisconnect = undefined;
		this.state = options.state || 'none';
		this.id = options.id | 0;
		if (!options.process) return;
		this.process = options.process;
		this.process.on('error', (...args) => this.emit('error', ...args));
		this.process.on('message', (message, handle) => this.emit('message', message, handle));
	}

	kill(...args) { this.destroy(...args); }
	send(...args) { return this.process.send(...args); }
	isDead() { return this.process.exitCode != null || this.process.signalCode != null; }
	isConnected() { return this.process.connected; }
}

// Worker may be called without new, as in Node.
function Worker(options) { return Reflect.construct(WorkerClass, [options], new.target || Worker); }
Object.setPrototypeOf(Worker, EventEmitter);
Worker.prototype = WorkerClass.prototype;
Object.defineProperty(Worker.prototype, 'constructor', { value: Worker, writable: true, configurable: true });
for (const name of ['kill', 'send', 'isDead', 'isConnected']) Object.defineProperty(Worker.prototype, name, { enumerable: true });

const answers = new Map(); // what waits for an answer, by the number of its message
let seq = 0;

// send sends a message to the cluster's other side, and calls answered with what that
// says to it. It reports whether there is still somebody.
function send(proc, message, handle, answered) {
	if (!proc.connected) return undefined;
	const number = seq++;
	if (answered) answers.set(number, answered);
	proc.send({ cmd: 'NODE_CLUSTER', ...message, seq: number }, handle, { swallowErrors: true });
	return number;
}

const forget = (number) => answers.delete(number);

// onMessages has f called with the messages that are no answers.
function onMessages(proc, f) {
	proc.on('internalMessage', (message, handle) => {
		if (message.cmd !== 'NODE_CLUSTER') return;
		const answered = message.ack === undefined ? undefined : answers.get(message.ack);
		if (answered) {
			answers.delete(message.ack);
			answered(message, handle);
		} else {
			f(message, handle);
		}
	});
}

Object.assign(exports, { Worker, send, forget, onMessages });
