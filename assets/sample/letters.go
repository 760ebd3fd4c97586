package sample

import "strings"

// plainLetters writes a name with the letters of ASCII: for user names, and for
// papers whose typeface has no others.
func plainLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 {
			return r
		}
		for plain, marked := range marks {
			if strings.ContainsRune(marked, r) {
				return plain
			}
		}
		return -1
	}, s)
}

var marks = map[rune]string{
	'a': "àáảãạăằắẳẵặâầấẩẫậ", 'e': "èéẻẽẹêềếểễệ", 'i': "ìíỉĩị", 'o': "òóỏõọôồốổỗộơờớởỡợ",
	'u': "ùúủũụưừứửữự", 'y': "ỳýỷỹỵ", 'd': "đ", 'c': "ç", 'n': "ñ",
	'A': "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ", 'E': "ÈÉẺẼẸÊỀẾỂỄỆ", 'I': "ÌÍỈĨỊ", 'O': "ÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ",
	'U': "ÙÚỦŨỤƯỪỨỬỮỰ", 'Y': "ỲÝỶỸỴ", 'D': "Đ", 'C': "Ç", 'N': "Ñ",
}
