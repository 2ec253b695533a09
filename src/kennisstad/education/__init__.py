# SPDX-License-Identifier: EUPL-1.2
"""What is taught: institutions' courses, their offerings in time, and who answers for them.

Words: a course is given once or more; each time is an offering, often inside an academic session
(a semester, a block). A department, such as a faculty, gives courses. An offering may take questions
from one day until another: its window. A course that its institution no longer names is withdrawn,
never removed. An import reads all of this from an institution's own Open Education API.
"""
