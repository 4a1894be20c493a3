-- How many builds have a position. Returns a number.
return { whole(call('ZCARD', key('queue'))) }
