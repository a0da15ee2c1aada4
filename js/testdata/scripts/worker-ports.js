// Ports, connections and servers go to other threads, and what is lost on the way ends.
const net = require('net');
const { Worker, MessageChannel, BroadcastChannel, receiveMessageOnPort, markAsUntransferable } = require('worker_threads');
const once = (emitter, name) => new Promise((resolve) => emitter.once(name, resolve));
const thread = (code, options) => new Worker(`const { parentPort, workerData, BroadcastChannel } = require('worker_threads'); ${code}`, { eval: true, ...options });
const attempt = (name, f) => {
	try {
		console.log(name, f());
	} catch (err) {
		console.log(name, err.name, err.code, err.message);
	}
};

async function ports() {
	const { port1, port2 } = new MessageChannel();
	port1.postMessage('before it left');
	const answers = new MessageChannel();
	thread('workerData.on("message", (m) => workerData.postMessage([m], m.port ? [m.port] : []))', { workerData: port2, transferList: [port2] });
	console.log(await once(port1, 'message'));
	port1.postMessage({ port: answers.port2 }, [answers.port2]);
	const [{ port }] = await once(port1, 'message');
	console.log(port.constructor.name);
	port.postMessage('through two threads and back');
	console.log(await once(answers.port1, 'message'));
	port1.close();
	answers.port1.close();
	const lost = new MessageChannel();
	thread('process.exit()').postMessage(lost.port2, [lost.port2]);
	lost.port1.ref();
	await once(lost.port1, 'close');
	console.log('the port of a thread that is gone has ended');
}

async function broadcast() {
	const here = new BroadcastChannel('x');
	const worker = thread('const there = new BroadcastChannel("x"); there.onmessage = (ev) => { there.postMessage("heard " + ev.data); there.close(); }; parentPort.postMessage(0)');
	await once(worker, 'message');
	here.postMessage('hello');
	console.log((await new Promise((resolve) => { here.onmessage = resolve; })).data);
	here.close();
}

async function sockets() {
	const server = net.createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const client = net.connect(server.address().port, '127.0.0.1');
	const socket = await once(server, 'connection');
	attempt('not in the list', () => { new MessageChannel().port1.postMessage({ socket }); });
	attempt('twice', () => { new MessageChannel().port1.postMessage({ socket }, [socket, socket]); });
	attempt('with what cannot be copied', () => { new MessageChannel().port1.postMessage([socket, () => {}], [socket]); });
	thread('workerData.on("data", (data) => workerData.end(`a thread got ${data}`))', { workerData: socket, transferList: [socket] });
	console.log(socket.destroyed, socket._handle);
	client.end('hello');
	console.log(String(await once(client, 'data')));
	attempt('again', () => { structuredClone(socket, { transfer: [socket] }); });
	attempt('not connected', () => { const s = new net.Socket(); structuredClone(s, { transfer: [s] }); });
	attempt('not listening', () => { const s = net.createServer(); structuredClone(s, { transfer: [s] }); });

	const { port } = server.address();
	thread('workerData.on("connection", (c) => { c.resume().end("a thread has accepted"); workerData.close(); })', { workerData: server, transferList: [server] });
	console.log(server.listening, server.address());
	console.log(String(await once(net.connect(port, '127.0.0.1'), 'data')));

	const bound = new net.BoundSocket({ host: '127.0.0.1', port: 0 });
	const address = bound.address();
	const moved = structuredClone(bound, { transfer: [bound] });
	console.log(moved.address().port === address.port);
	attempt('bound', () => bound.fd());
	moved.close();

	const there = net.createServer().listen(0, '127.0.0.1');
	await once(there, 'listening');
	const { port1, port2 } = new MessageChannel();
	console.log(port1.postMessage(there, [there]));
	console.log(receiveMessageOnPort(port2).message.close().listening);
	const kept = net.createServer().listen(0, '127.0.0.1');
	await once(kept, 'listening');
	port1.postMessage(kept, [kept]); // nobody takes it
	port1.close();
}

function marks() {
	const { port1 } = new MessageChannel();
	attempt('source', () => { port1.postMessage(0, [port1]); });
	const memory = new ArrayBuffer(1);
	markAsUntransferable(memory);
	attempt('marked', () => { port1.postMessage(0, [memory]); });
	for (const o of [Object.setPrototypeOf(new ArrayBuffer(1), null), new MessageChannel().port1]) {
		o.constructor = undefined;
		attempt('twice', () => { structuredClone(0, { transfer: [o, o] }); });
	}
}

ports().then(broadcast).then(sockets).then(marks);
