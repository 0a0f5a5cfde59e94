import time
from threading import Thread

from zkl_bot.store.beurt import Beurtelings


def test_take_gives_the_turn_in_the_order_in_which_it_was_asked() -> None:
    beurten, served = Beurtelings(), list[int]()
    assert beurten.take(1)

    def wait(number: int) -> None:
        assert beurten.take(30)
        served.append(number)
        beurten.give()

    threads = []
    for number in range(5):
        threads.append(Thread(target=wait, args=[number]))
        threads[-1].start()
        while len(beurten._waiting) <= number:
            time.sleep(0.001)
    beurten.give()
    for thread in threads:
        thread.join()
    assert served == [0, 1, 2, 3, 4]


def test_take_gives_up_and_leaves_the_queue() -> None:
    beurten = Beurtelings()
    assert [beurten.take(0.01), beurten.take(0.01)] == [True, False]
    beurten.give()
    assert [beurten.take(0.01), beurten.take(0.01)] == [True, False]
