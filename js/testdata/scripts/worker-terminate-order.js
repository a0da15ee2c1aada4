'use strict';
// The promises of terminate() are fulfilled by listeners of 'exit', in their order among the others.
const { Worker } = require('worker_threads');
const w = new Worker('setInterval(() => {}, 1000)', { eval: true });
const exit = () => new Promise((resolve) => w.once('exit', resolve));
w.once('online', () => {
	exit().then((code) => console.log('before', code));
	w.terminate().then((code) => console.log('terminated', code));
	w.terminate().then((code) => console.log('terminated again', code));
	exit().then((code) => console.log('after', code));
	console.log(w.listenerCount('exit'));
});
w.on('exit', () => w.terminate().then((code) => console.log('terminated late', code)));
