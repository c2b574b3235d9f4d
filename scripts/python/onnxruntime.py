"""
The part of ONNX Runtime's Python package that the detector's scripts use, over the very library that the Node package brings (ONNXRUNTIME_LIBRARY
names its file): so the scripts can be tried with the real runtime where the Python package cannot be had. Calls go by their places in the
runtime's table of functions (`OrtApi`), which only ever grows at its end.
"""
import ctypes
import os

import numpy as np

# Places in OrtApi.
ERROR_MESSAGE, CREATE_ENV, CREATE_SESSION, RUN, CREATE_OPTIONS = 2, 3, 7, 9, 10
TENSOR_OVER_DATA, TENSOR_DATA, ELEMENT_TYPE, DIMENSION_COUNT, DIMENSIONS = 49, 51, 60, 61, 62
TYPE_AND_SHAPE, CPU_MEMORY = 65, 69
API_VERSION, WARNINGS, ARENA, DEFAULT_MEMORY = 17, 2, 1, 0
TYPES = {1: np.float32, 2: np.uint8, 6: np.int32, 7: np.int64, 9: np.bool_}

_library = ctypes.CDLL(os.environ['ONNXRUNTIME_LIBRARY'])


class _ApiBase(ctypes.Structure):
    _fields_ = [('GetApi', ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_uint32)), ('GetVersionString', ctypes.c_void_p)]


_library.OrtGetApiBase.restype = ctypes.POINTER(_ApiBase)
_table = ctypes.cast(_library.OrtGetApiBase().contents.GetApi(API_VERSION), ctypes.POINTER(ctypes.c_void_p))


def _call(place, *given):
    """Raises RuntimeError with the runtime's own words where it refuses."""
    status = ctypes.CFUNCTYPE(ctypes.c_void_p, *[type(one) if isinstance(one, ctypes._SimpleCData) else ctypes.c_void_p for one in given])(_table[place])(*given)
    if status:
        message = ctypes.CFUNCTYPE(ctypes.c_char_p, ctypes.c_void_p)(_table[ERROR_MESSAGE])(status)
        raise RuntimeError(message.decode())


def _made(place, *given):
    """What a function hands back through its last argument."""
    out = ctypes.c_void_p()
    _call(place, *given, ctypes.byref(out))
    return out


class InferenceSession:
    def __init__(self, path, providers):
        assert providers == ['CPUExecutionProvider']
        self._environment = _made(CREATE_ENV, ctypes.c_int(WARNINGS), ctypes.c_char_p(b'detector'))
        options = _made(CREATE_OPTIONS)
        self._session = _made(CREATE_SESSION, self._environment, ctypes.c_char_p(os.fsencode(path)), options)
        self._memory = _made(CPU_MEMORY, ctypes.c_int(ARENA), ctypes.c_int(DEFAULT_MEMORY))

    def run(self, names, feeds):
        """Arrays of the outputs `names`; feeds: name -> uint8 array."""
        inputs = [np.ascontiguousarray(array) for array in feeds.values()]
        values = []
        for array in inputs:
            assert array.dtype == np.uint8
            shape = (ctypes.c_int64 * array.ndim)(*array.shape)
            data = ctypes.c_void_p(array.ctypes.data)
            values.append(_made(TENSOR_OVER_DATA, self._memory, data, ctypes.c_size_t(array.nbytes), shape, ctypes.c_size_t(array.ndim), ctypes.c_int(2)))
        outputs = (ctypes.c_void_p * len(names))()
        _call(
            RUN,
            self._session,
            ctypes.c_void_p(),
            (ctypes.c_char_p * len(feeds))(*[name.encode() for name in feeds]),
            (ctypes.c_void_p * len(values))(*values),
            ctypes.c_size_t(len(values)),
            (ctypes.c_char_p * len(names))(*[name.encode() for name in names]),
            ctypes.c_size_t(len(names)),
            outputs,
        )
        return [_array(ctypes.c_void_p(value)) for value in outputs]


def _array(value):
    info = _made(TYPE_AND_SHAPE, value)
    kind, count = ctypes.c_int(), ctypes.c_size_t()
    _call(ELEMENT_TYPE, info, ctypes.byref(kind))
    _call(DIMENSION_COUNT, info, ctypes.byref(count))
    shape = (ctypes.c_int64 * count.value)()
    _call(DIMENSIONS, info, shape, count)
    dtype = np.dtype(TYPES[kind.value])
    size = int(np.prod(shape)) * dtype.itemsize
    return np.frombuffer(ctypes.string_at(_made(TENSOR_DATA, value).value, size), dtype).reshape(tuple(shape))
