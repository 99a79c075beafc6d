/*
 * scenarios/peers/khuge.pw for SPIN, step for step: what is one visible step there is one d_step here.
 *
 *   spin -a -DR=3 -DK=4 -DM=2 -DFIXED=1 khuge.pml && gcc -O2 -DNOREDUCE -o pan pan.c && ./pan -m1000000 -w27
 *
 * R walkers, K entries in a table, M faulting threads; with FIXED=0 khugepaged leaves out the mapping lock. Set-up is a step
 * of its own here, so that there is one state and one transition more.
 */

/* What a page is. */
#define TABLE  1
#define GONE   2
#define TAKEN  3

/* What an entry holds: none is 0. */
#define THERE  1
#define RECENT 3
#define ALIEN  9

#define ENTRY(t, i)   entry[((t) - 1) * K + (i)]
#define IN_TABLE(t)   assert(page[(t) - 1] == TABLE)

/* How often a lock is held for reading, or 100 while it is held for writing. */
#define WRITTEN 100
byte mapping_lock;
byte mmap_lock;
bool table_lock[2];

byte pmd = 0;
byte page[2];
byte entry[2 * K];

#define read_lock(l)    d_step { pmd_known && l < WRITTEN -> l++ }
#define write_lock(l)   d_step { pmd_known && l == 0 -> l = WRITTEN }
#define read_unlock(l)  l--
#define write_unlock(l) l = 0
bool pmd_known;

active [R] proctype walker()
{
	byte table, at, seen;

	read_lock(mapping_lock);
	if
	:: d_step { pmd == 0 -> skip }
	:: d_step { pmd != 0 -> table = pmd };
	   d_step { !table_lock[table - 1] -> table_lock[table - 1] = true };
	   do
	   :: d_step { at < K -> IN_TABLE(table); seen = ENTRY(table, at) };
	      d_step {
		IN_TABLE(table);
		ENTRY(table, at) = ENTRY(table, at) & THERE;
		seen = 0;
		at++
	      }
	   :: d_step { at == K -> table_lock[table - 1] = false; at = 0 };
	      break
	   od
	fi;
	if
	:: d_step { read_unlock(mapping_lock); table = 0 }
	fi;
end:	false
}

active [M] proctype faulter()
{
	byte table;

	read_lock(mmap_lock);
	d_step {
		if
		:: pmd == 0 -> pmd = 2; page[1] = TABLE
		:: else
		fi;
		table = pmd
	};
	d_step { !table_lock[table - 1] -> table_lock[table - 1] = true };
	d_step { IN_TABLE(table); ENTRY(table, (_pid - R) % K) = RECENT };
	d_step { table_lock[table - 1] = false; table = 0 };
	read_unlock(mmap_lock);
end:	false
}

active proctype khugepaged()
{
	byte table, at;

	write_lock(mmap_lock);
#if FIXED
	write_lock(mapping_lock);
#endif
	table = pmd;
	d_step { !table_lock[table - 1] -> table_lock[table - 1] = true };
	do
	:: d_step { at < K -> IN_TABLE(table); ENTRY(table, at) = 0; at++ }
	:: d_step { at == K -> table_lock[table - 1] = false; at = 0 };
	   break
	od;
	pmd = 0;
	d_step { page[table - 1] = GONE; table = 0 };
#if FIXED
	write_unlock(mapping_lock);
#endif
	write_unlock(mmap_lock);
end:	false
}

active proctype allocator()
{
	d_step { page[0] == GONE -> page[0] = TAKEN };
	entry[0] = ALIEN;
end:	false
}

init {
	byte at;

	d_step {
		page[0] = TABLE;
		do
		:: at < K -> entry[at] = RECENT; at++
		:: else -> break
		od;
		at = 0;
		pmd = 1;
		pmd_known = true
	};
end:	false
}
