// What is shown of an error throws.
const e = new Error('x'); Object.defineProperty(e,'stack',{get(){ throw e }}); Promise.reject(e)
