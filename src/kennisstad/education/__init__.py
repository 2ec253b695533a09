# SPDX-License-Identifier: EUPL-1.2
"""What is taught: institutions' courses, their offerings in time, and who answers for them.

Words: a course is given once or more; each time is an offering, often inside an academic session
(a semester, a block). A department, such as a faculty, gives courses. An offering may take questions
from one day until another: its window. A course that its institution no longer names is withdrawn,
never removed. A calendar says the terms of one school year, of an institution or of a department or
level that has its own; an exempt department does not follow its institution's. A year that nobody has
published is expected: foretold from the one before. An import reads courses and sessions from an
institution's own Open Education API.
"""
