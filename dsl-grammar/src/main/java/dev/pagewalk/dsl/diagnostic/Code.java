package dev.pagewalk.dsl.diagnostic;

/**
 * Every diagnostic that Pagewalk can give. A code is never reused and never changes its meaning. Ranges: 01xx text and
 * syntax, 02xx names and types, 03xx scenarios and patches, 04xx files, options and budgets, 05xx witnesses.
 */
public enum Code {
  // 01xx: text and syntax.
  /** Something is missing here, or something else stands in its place. */
  EXPECTED("PW0101"),
  /** A bracket is never closed. */
  NOT_CLOSED("PW0102"),
  /** Something stands where nothing of its kind can. */
  UNEXPECTED("PW0103"),
  /** A reserved word is used as a name. */
  RESERVED_WORD("PW0104"),
  /** A character that the language does not use. */
  UNKNOWN_CHARACTER("PW0105"),
  /** A string without its closing quote. */
  UNTERMINATED_STRING("PW0106"),
  /** A comment that is never closed. */
  UNTERMINATED_COMMENT("PW0107"),
  /** Digits and letters that are not a number. */
  BAD_NUMBER("PW0108"),
  /** A number that does not fit into 64 bits. */
  NUMBER_TOO_BIG("PW0109"),
  /** A backslash in a string in front of a character that needs none. */
  BAD_ESCAPE("PW0110"),
  /** Brackets, operators or statements nested beyond the limit. */
  NESTED_TOO_DEEPLY("PW0111"),
  /** A text beyond the limit. */
  TOO_LARGE("PW0112"),
  /** A statement that only computes a value. */
  NO_EFFECT("PW0113"),
  /** {@code ->} between an object and its field. */
  ARROW_FOR_FIELD("PW0114"),
  /** A clause that may appear once appears again. */
  REPEATED_CLAUSE("PW0115"),
  /** A rule with more alternatives than anybody could mean. */
  TOO_MANY_ALTERNATIVES("PW0116"),
  /** A clause of a process outside of one. */
  BY_OUTSIDE_PROCESS("PW0117"),
  /** A block behind something that is not a call. */
  BLOCK_WITHOUT_CALL("PW0118"),

  // 02xx: names.
  /** No value of this name can be seen here. */
  UNKNOWN_NAME("PW0201"),
  /** No function of this name can be seen here. */
  UNKNOWN_FUNCTION("PW0202"),
  /** The kernel has this function, the library does not. */
  NOT_MODELLED("PW0203"),
  /** No type of this name can be seen here. */
  UNKNOWN_TYPE("PW0204"),
  /** The struct, entry or actor has no such part. */
  UNKNOWN_FIELD("PW0205"),
  /** A name is declared twice where only one is possible. */
  DUPLICATE("PW0206"),
  /** A function hides another one without saying {@code replace}. */
  NEEDS_REPLACE("PW0207"),
  /** {@code replace fn} without a function to replace. */
  NOTHING_TO_REPLACE("PW0208"),
  /** {@code replace fn} with other parameters or another result. */
  REPLACE_SIGNATURE("PW0209"),
  /** Functions call each other in a circle. */
  RECURSION("PW0210"),
  /** Something is called that is not a function. */
  NOT_A_FUNCTION("PW0211"),
  /** A function or a type is used as a value. */
  NOT_A_VALUE("PW0212"),
  /** Constants are defined by each other. */
  CONSTANT_CYCLE("PW0213"),
  /** A file named by {@code use} cannot be read. */
  USE_MISSING("PW0214"),
  /** Files name each other in a circle. */
  USE_CYCLE("PW0215"),
  /** A function has the name of a function of the language. */
  BUILTIN_NAME("PW0216"),

  // 02xx: types.
  /** A value of another type is wanted here. */
  MISMATCH("PW0230"),
  /** A constant does not belong to the range it is stored in. */
  OUT_OF_RANGE("PW0231"),
  /** An operator cannot combine these values. */
  OPERANDS("PW0232"),
  /** A value that is neither true nor false is used as a condition. */
  NOT_A_CONDITION("PW0233"),
  /** A call has too few or too many arguments. */
  ARGUMENT_COUNT("PW0234"),
  /** An argument's name is not that of the parameter. */
  NAMED_ARGUMENT("PW0235"),
  /** Null where a value is never null. */
  NULL_HERE("PW0236"),
  /** A reference is followed where it is known to be null. */
  NULL_DEREFERENCE("PW0237"),
  /** {@code ?} behind a type that has no null. */
  NOT_NULLABLE("PW0238"),
  /** A value without fields is followed by a field name. */
  NO_FIELDS("PW0239"),
  /** Something is indexed that is not an array. */
  NOT_AN_ARRAY("PW0240"),
  /** A constant index is outside the array. */
  INDEX_OUT_OF_RANGE("PW0241"),
  /** {@code *} in front of something that is not a pointer. */
  NOT_A_POINTER("PW0242"),
  /** A place in shared memory is wanted here. */
  NOT_A_PLACE("PW0243"),
  /** Something is assigned to that never changes. */
  NOT_ASSIGNABLE("PW0244"),
  /** A lock is wanted here. */
  NOT_A_LOCK("PW0245"),
  /** A lock of another kind is wanted here. */
  WRONG_LOCK_KIND("PW0246"),
  /** {@code lock} with a missing, superfluous or unknown mode. */
  LOCK_MODE("PW0247"),
  /** A call that gives nothing is used as a value. */
  NO_VALUE("PW0248"),
  /** {@code return} with a value too many or too few. */
  RETURN_VALUE("PW0249"),
  /** A function that gives a value can reach its end without one. */
  MISSING_RETURN("PW0250"),
  /** A value that must be known before the run is not. */
  NOT_CONSTANT("PW0251"),
  /** A constant cannot be computed. */
  CONSTANT_ARITHMETIC("PW0252"),
  /** A range without members. */
  EMPTY_RANGE("PW0253"),
  /** A lock or an array outside shared memory. */
  BY_VALUE("PW0254"),
  /** {@code break} or {@code continue} outside a loop. */
  NOT_IN_LOOP("PW0255"),
  /** {@code defer} whose statement leaves it. */
  LEAVES_DEFER("PW0256"),
  /** A statement that may wait, behind the first one of {@code atomic}. */
  BLOCKS_INSIDE_ATOMIC("PW0257"),
  /** {@code let} without a type where the value does not tell it. */
  TYPE_NEEDED("PW0258"),
  /** More than 63 members of a {@code flags}. */
  TOO_MANY_MEMBERS("PW0259"),
  /** An expression that is nested too deeply. */
  TOO_DEEP("PW0260"),
  /** {@code alloc} of something that is not a struct. */
  ALLOC_ARGUMENT("PW0261"),
  /** An array of no or too many elements. */
  ARRAY_SIZE("PW0262"),
  /** A block behind a call that takes none. */
  BLOCK_ARGUMENT("PW0264"),
  /** Two rules for the same access to a field. */
  RULE_TWICE("PW0265"),
  /** Lock orders that contradict each other. */
  ORDER_CYCLE("PW0266"),
  /** No condition of this name can be seen here. */
  UNKNOWN_CONDITION("PW0267"),
  /** Page tables have no operation of this name. */
  UNKNOWN_OPERATION("PW0268"),
  /** A thread gives back a lock that it does not hold. */
  LOCK_NOT_HELD("PW0269"),
  /** A thread ends with a lock. */
  LOCK_HELD_AT_END("PW0270"),
  /** A thread waits for a lock that it holds. */
  LOCK_TAKEN_TWICE("PW0271"),
  /** A lock is taken before it is initialised. */
  LOCK_NOT_INITIALISED("PW0272"),
  /** Something of the language that is not modelled in this version. */
  NOT_YET("PW0290"),

  // 03xx: scenarios and patches.
  /** No patch of this name can be seen here. */
  UNKNOWN_PATCH("PW0301"),
  /** The scenario has no such thread. */
  UNKNOWN_THREAD("PW0302"),
  /** Nobody can pass a label of this name. */
  UNKNOWN_LABEL("PW0303"),
  /** The scenario has no such process. */
  UNKNOWN_PROCESS("PW0304"),
  /** The machine has no such CPU. */
  UNKNOWN_CPU("PW0305"),
  /** User memory is used outside its process. */
  USER_MEMORY("PW0306"),
  /** {@code expect} of something that no oracle reports. */
  UNKNOWN_VERDICT("PW0307"),
  /** A clause of {@code expect} is written twice. */
  CLAUSE_TWICE("PW0308"),
  /** A patch both {@code with} and {@code without}. */
  PATCH_BOTH_WAYS("PW0309"),
  /** Not the number of a kernel release. */
  BAD_RELEASE("PW0310"),
  /** The scenario has no such parameter. */
  UNKNOWN_PARAMETER("PW0311"),
  /** An attribute that is not known here. */
  UNKNOWN_ATTRIBUTE("PW0312"),
  /** An attribute's value does not fit it. */
  ATTRIBUTE_VALUE("PW0313"),
  /** An attribute is missing. */
  ATTRIBUTE_MISSING("PW0314"),
  /** Two attributes exclude each other. */
  ATTRIBUTES_CONFLICT("PW0315"),
  /** A mapping or a page of one is wanted here. */
  UNKNOWN_MAPPING("PW0316"),
  /** The scenario has no such file. */
  UNKNOWN_FILE("PW0317"),
  /** A {@code kthread} in a process. */
  KERNEL_THREAD_IN_PROCESS("PW0318"),
  /** A scenario in which nothing runs. */
  NO_THREADS("PW0319"),
  /** {@code may_fail} of something that cannot fail. */
  MAY_FAIL("PW0320"),
  /** Patches need each other in a circle. */
  PATCH_CYCLE("PW0321"),
  /** {@code symmetric} without a family of threads. */
  SYMMETRIC_WITHOUT_FAMILY("PW0322"),
  /** A family without members, or of too many. */
  FAMILY_SIZE("PW0323"),
  /** Something of the kernel is used, but its library is not there. */
  NEEDS_KERNEL("PW0324"),
  /** More threads than can be modelled. */
  TOO_MANY_THREADS("PW0330"),
  /** A patch is asked for, or away, where that changes nothing. */
  PATCH_WITHOUT_EFFECT("PW0331"),
  /** An attribute of a machine that does not have the value which parameters give it. */
  BAD_MACHINE("PW0332"),
  /** A start state that cannot be built. */
  CANNOT_BUILD("PW0333"),

  // 04xx: files, options and budgets.
  /** A file could not be read. */
  UNREADABLE("PW0401"),
  /** A file has bytes that are not text. */
  NOT_UTF8("PW0402"),
  /** A folder without scenario files. */
  NO_SCENARIO_FILES("PW0403"),
  /** {@code FILE::NAME} where the file has no such scenario. */
  NO_SUCH_SCENARIO("PW0404"),
  /** {@code -D} for a parameter that no scenario has. */
  NO_SUCH_PARAMETER("PW0405"),
  /** {@code --with} or {@code --without} for a patch that no scenario has. */
  NO_SUCH_PATCH("PW0406"),
  /** {@code -D} with a value that the parameter cannot take. */
  PARAMETER_VALUE("PW0408"),
  /** A witness could not be written. */
  WITNESS_NOT_WRITTEN("PW0407"),
  /** A file that is no witness. */
  NOT_A_WITNESS("PW0501"),
  /** A witness of a later version of the tool. */
  WITNESS_VERSION("PW0502"),
  /** A line of a witness that cannot be understood. */
  WITNESS_LINE("PW0503"),
  /** A witness that lacks something. */
  WITNESS_INCOMPLETE("PW0504"),
  /** A witness of a scenario that has no file. */
  WITNESS_WITHOUT_FILE("PW0505");

  private final String id;

  Code(String id) {
    this.id = id;
  }

  /** The code as users see it: {@code PW} and four digits. */
  public String id() {
    return id;
  }
}
