console.log('prints')
