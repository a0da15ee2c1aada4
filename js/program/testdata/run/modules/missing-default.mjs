import def from './prints.mjs'; console.log('not reached')
