package dev.plateau.benchmark;

import java.util.function.Supplier;
import umontreal.ssj.simevents.eventlist.BinaryTree;
import umontreal.ssj.simevents.eventlist.DoublyLinked;
import umontreal.ssj.simevents.eventlist.EventList;
import umontreal.ssj.simevents.eventlist.Henriksen;
import umontreal.ssj.simevents.eventlist.RedblackTree;
import umontreal.ssj.simevents.eventlist.SplayTree;

/** The event lists that SSJ 3.3.2 offers; its default is the splay tree. */
public enum SsjEventList {
    SPLAY_TREE(SplayTree::new),
    BINARY_TREE(BinaryTree::new),
    HENRIKSEN(Henriksen::new),
    REDBLACK_TREE(RedblackTree::new),
    DOUBLY_LINKED(DoublyLinked::new);

    private final Supplier<EventList> supplier;

    SsjEventList(final Supplier<EventList> supplier) {
        this.supplier = supplier;
    }

    EventList create() {
        return supplier.get();
    }
}
