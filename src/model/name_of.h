/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * name_of.h - inside the model: a function that answers the words of a list
 */
#ifndef MODEL_NAME_OF_H
#define MODEL_NAME_OF_H

#define NAME_OF(function, type, list)                                          \
	const char *function(type value)                                       \
	{                                                                      \
		static const char *const names[] = { list(WORD) };             \
                                                                               \
		if ((unsigned)value >= sizeof(names) / sizeof(names[0]))       \
			return "?";                                            \
		return names[value];                                           \
	}

#endif
