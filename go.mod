module rantau

go 1.26
