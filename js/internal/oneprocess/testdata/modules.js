const t = (f) => { try { print(f()); } catch (e) { print(e.name, e.code, e.message); } };
const wt = require('worker_threads'); print(wt.isMainThread, wt.parentPort, wt.threadId, wt.workerData, Object.keys(wt.resourceLimits).length, wt.threadName, String(wt.SHARE_ENV), typeof wt.Worker, wt.isInternalThread);
t(() => wt.getEnvironmentData('a')); wt.setEnvironmentData('a', 5); t(() => wt.getEnvironmentData('a')); t(() => wt.markAsUntransferable({}));
const c3 = new wt.MessageChannel(); c3.port1.postMessage(1); print(wt.receiveMessageOnPort(c3.port2).message, wt.receiveMessageOnPort(c3.port2));
const v8 = require('v8'); print(Object.keys(v8.getHeapStatistics())); print(v8.getHeapStatistics().used_heap_size > 1000, typeof v8.serialize);
const d = require('domain'); print(d.active, typeof d.create(), d.createDomain === d.create); const dd = d.create(); dd.on('error', (e) => print('domain', e.message)); print(dd.run((x) => x, 4)); 
const em = new (require('events'))(); dd.add(em); em.emit('error', new Error('member')); print(dd.members.length); dd.remove(em); print(dd.members.length, em.listenerCount('error'));
const te = require('trace_events'); t(() => te.getEnabledCategories()); t(() => te.createTracing({ categories: ['node'] }).enabled);
const i = require('inspector'); t(() => i.url()); t(() => typeof i.Session); t(() => typeof require('repl').start);
