-- Says that someone is there, so that time goes on for leases.
store_time()
return {}
