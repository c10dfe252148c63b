import static dev.gradus.Gradus.*;
import dev.gradus.*;
import dev.gradus.dtype.*;
import dev.gradus.error.*;
import dev.gradus.viz.*;
import java.util.*;
import java.util.function.*;
