import dev.gradus.dtype.*;
import java.util.*;
import java.util.function.*;
