// One booking on a page of its own.

import { forms } from "./staff-forms.js";

forms(() => location.reload());
