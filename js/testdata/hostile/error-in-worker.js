// What is shown of an error throws.
const {Worker}=require('worker_threads'); const w=new Worker(`const e = new Error('x'); Object.defineProperty(e,'message',{get(){ throw e }}); Object.defineProperty(e,'stack',{get(){ throw e }}); throw e`,{eval:true}); w.on('error',e=>console.log('error',typeof e)); w.on('exit',c=>console.log('exit',c));
