'use strict';
// Classes of Node's own and of the web cannot be called without new.

const { Resolver } = require('dns');
const { EventEmitterAsyncResource } = require('events');
const { Blob, File } = require('buffer');
const { AsyncLocalStorage, AsyncResource } = require('async_hooks');

for (const Class of [EventTarget, Event, CustomEvent, AbortController, Blob, File, URL, URLSearchParams, TextDecoder, TextEncoder, DOMException,
  MessageChannel, BroadcastChannel, Resolver, AsyncLocalStorage, AsyncResource, EventEmitterAsyncResource, WeakRef, SharedArrayBuffer]) {
  // What is written in JavaScript is named only where it is called itself.
  const others = Class === EventEmitterAsyncResource ? [] : [() => Class.call({}, 'x'), () => Class.apply(Object.create(Class.prototype), ['x'])];
  for (const call of [() => Class('x'), ...others]) {
    try {
      console.log(Class.name, call());
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }
  class Sub extends Class {}
  try {
    Sub();
  } catch (error) {
    console.log(error.message);
  }
}
