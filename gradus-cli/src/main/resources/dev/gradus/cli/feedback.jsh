/set mode gradus -quiet
/set prompt gradus ">>> " "... "
/set truncation gradus 1000000
/set format gradus display ""
/set format gradus display "{value}\n" expression,varvalue,assignment,varinit-ok
